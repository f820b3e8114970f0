using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Files;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>The pre-shared keys, for any thread. The file is read again when it has changed; one that is wrong leaves the keys as they are.</summary>
internal sealed class PskStore : IDisposable
{
    private readonly string _path;
    private readonly FileWatch _watch;
    private volatile FrozenDictionary<string, byte[]> _keys;
    private ILogger? _logger;
    private Action? _changed;

    public PskStore(string path, FrozenDictionary<string, byte[]> keys)
    {
        _path = path;
        _keys = keys;
        _watch = new FileWatch(Reload, path);
    }

    public int Count => _keys.Count;

    /// <summary>Begins to look for changes.</summary>
    /// <param name="logger">Is told of them.</param>
    /// <param name="changed">Called after the keys have changed, on a thread of the pool.</param>
    public void Watch(ILogger logger, Action changed)
    {
        _logger = logger;
        _changed = changed;
        _logger.LogInformation("DTLS: {Count} keys in {Path}", Count, _path);
        _watch.Start();
    }

    /// <summary>The key itself: the same object as long as the file has the same key for the identity.</summary>
    public byte[]? Find(string identity) => _keys.GetValueOrDefault(identity);

    public void Dispose() => _watch.Dispose();

    private void Reload()
    {
        if (!PskFile.TryRead(_path, out FrozenDictionary<string, byte[]>? read, out string? problem))
        {
            _logger!.LogError("Dtls:PskFile {Path} {Problem}; the keys stay as they were", _path, problem);
            return;
        }

        // A key that is the same stays the same object, by which a session knows that it is still right.
        FrozenDictionary<string, byte[]> old = _keys;
        _keys = read.ToFrozenDictionary(
            pair => pair.Key,
            pair => old.TryGetValue(pair.Key, out byte[]? key) && key.AsSpan().SequenceEqual(pair.Value) ? key : pair.Value,
            StringComparer.Ordinal);
        _logger!.LogInformation("Dtls:PskFile {Path} has changed: {Count} keys", _path, Count);
        _changed!();
    }
}
