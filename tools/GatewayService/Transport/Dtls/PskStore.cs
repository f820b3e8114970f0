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

    private PskStore(string path)
    {
        _path = path;
        _watch = new FileWatch(Reload, path);
        _keys = FrozenDictionary<string, byte[]>.Empty;
    }

    public int Count => _keys.Count;

    /// <summary>The keys of a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="problem">What is wrong with it; null for nothing.</param>
    /// <returns>Null where something is.</returns>
    public static PskStore? TryOpen(string path, out string? problem)
    {
        PskStore store = new PskStore(path);
        if (PskFile.TryRead(path, out FrozenDictionary<string, byte[]>? keys, out problem))
        {
            store._keys = keys;
            return store;
        }

        store.Dispose();
        return null;
    }

    /// <summary>Begins to look for changes.</summary>
    /// <param name="logger">Is told of them.</param>
    /// <param name="changed">Called after the keys have changed, on a thread of the pool.</param>
    public void Watch(ILogger logger, Action changed)
    {
        _logger = logger;
        _changed = changed;
        _logger.LogInformation("DTLS: {Count} keys in {Path}", Count, _path);
        _watch.Start(isUsed: true);
    }

    /// <summary>The key itself: the same object as long as the file has the same key for the identity.</summary>
    public byte[]? Find(string identity) => _keys.GetValueOrDefault(identity);

    public void Dispose() => _watch.Dispose();

    private bool Reload()
    {
        if (!PskFile.TryRead(_path, out FrozenDictionary<string, byte[]>? read, out string? problem))
        {
            _logger!.LogError("Dtls:PskFile {Path} {Problem}; the keys stay as they were", _path, problem);
            return false;
        }

        // A key that is the same stays the same object, by which a session knows that it is still right.
        FrozenDictionary<string, byte[]> old = _keys;
        _keys = read.ToFrozenDictionary(
            pair => pair.Key,
            pair => old.TryGetValue(pair.Key, out byte[]? key) && key.AsSpan().SequenceEqual(pair.Value) ? key : pair.Value,
            StringComparer.Ordinal);
        _logger!.LogInformation("Dtls:PskFile {Path} has changed: {Count} keys", _path, Count);
        _changed!();
        return true;
    }
}
