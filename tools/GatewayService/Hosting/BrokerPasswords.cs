using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Files;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// The passwords for the broker: of the settings, or of files that are looked at every second and read again when they have changed. A file that
/// cannot be used any more leaves the passwords as they were. For any thread. Nothing of a password is logged.
/// </summary>
internal sealed class BrokerPasswords : IDisposable
{
    private readonly ILogger _logger;
    private readonly FileWatch[] _watches;
    private volatile string? _password;
    private volatile Dictionary<string, string> _clients = [];

    public BrokerPasswords(BrokerSettings settings, ILogger logger)
    {
        _logger = logger;
        _password = settings.Password;
        _watches = [.. Watch(settings.PasswordFile, ReadPassword), .. Watch(settings.ClientPasswordFile, ReadClients)];
    }

    /// <summary>The password of a connection; null for none.</summary>
    public string? Of(string clientId) => _clients.TryGetValue(clientId, out string? password) ? password : _password;

    public void Dispose()
    {
        foreach (FileWatch watch in _watches)
        {
            watch.Dispose();
        }
    }

    private static IEnumerable<FileWatch> Watch(string? path, Func<string, bool> read)
    {
        if (path is null)
        {
            yield break;
        }

        FileWatch watch = new FileWatch(() => read(path), path);
        watch.Start(read(path));
        yield return watch;
    }

    private bool ReadPassword(string path)
    {
        _password = PasswordFile.Read(path, out string? problem) ?? _password;
        return Log("Broker:PasswordFile", path, problem);
    }

    private bool ReadClients(string path)
    {
        _clients = ClientPasswordFile.Read(path, out string? problem) ?? _clients;
        return Log("Broker:ClientPasswordFile", path, problem);
    }

    // Gives whether there was none.
    private bool Log(string key, string path, string? problem)
    {
        if (problem is null)
        {
            _logger.LogInformation("{Key} {Path} is read", key, path);
        }
        else
        {
            _logger.LogError("{Key} {Path} {Problem}; the passwords stay as they were", key, path, problem);
        }

        return problem is null;
    }
}
