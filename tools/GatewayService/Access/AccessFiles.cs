using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Access;

/// <summary>
/// The rules in force, for all shards, and the watch over their files: what has changed is read again. Where something is wrong with a file, that
/// is logged, and the rules of before stay.
/// </summary>
internal sealed class AccessFiles
{
    /// <summary>How often the files are looked at.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly AccessSettings _settings;
    private readonly ILogger _logger;
    private readonly FileChanges _changes;
    private volatile AccessRules _current;

    /// <exception cref="IOException">A file cannot be read or is wrong.</exception>
    public AccessFiles(AccessSettings settings, ILogger logger)
    {
        _settings = settings;
        _logger = logger;
        string[] paths = [.. new[] { settings.AclFile, settings.ListFile }.OfType<string>()];
        HasFiles = paths.Length > 0;
        _changes = new FileChanges(paths);
        _current = AccessLoader.Load(settings, 1, (key, value, rule) => throw new IOException($"{key} is {value}: {rule}"))!;
    }

    /// <summary>The rules in force. From any thread.</summary>
    public AccessRules Current => _current;

    public bool HasFiles { get; }

    /// <summary>Reads the files again where one has changed; by one thread at a time.</summary>
    /// <param name="always">Whether it does so in any case.</param>
    /// <returns>Whether there are new rules.</returns>
    public bool Refresh(bool always = false)
    {
        bool isDue = _changes.Look();
        if (!always && !isDue)
        {
            return false;
        }

        AccessRules? rules = AccessLoader.Load(
            _settings,
            _current.Version + 1,
            (key, value, rule) => _logger.LogError("{Key} is {Value}: {Rule}; the rules of before stay", key, value, rule));
        _changes.Note(rules is not null);
        if (rules is null)
        {
            return false;
        }

        _current = rules;
        _logger.LogInformation("the access rules were read again: {Count} in the ACL", rules.Acl?.Count ?? 0);
        return true;
    }
}
