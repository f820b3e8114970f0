namespace SensorNet.GatewayService.Files;

/// <summary>Looks every second whether one of some files has changed since it was made. A file that has gone has changed, too.</summary>
internal sealed class FileWatch : IDisposable
{
    /// <summary>How often it looks, in milliseconds.</summary>
    public const int LookIntervalMs = 1_000;

    private readonly string[] _paths;
    private readonly Action _changed;
    private readonly Timer _timer;
    private FileStamp[] _seen;
    private int _looking;

    /// <param name="changed">Called on a thread of the pool, never twice at once.</param>
    /// <param name="paths">The files; read them after this, so that no change is missed.</param>
    public FileWatch(Action changed, params string[] paths)
    {
        _paths = paths;
        _changed = changed;
        _seen = Stamps();
        _timer = new Timer(_ => Look());
    }

    /// <summary>Begins to look.</summary>
    public void Start() => _timer.Change(LookIntervalMs, LookIntervalMs);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) == 1)
        {
            return;
        }

        try
        {
            FileStamp[] now = Stamps();
            if (!now.AsSpan().SequenceEqual(_seen))
            {
                _seen = now;
                _changed();
            }
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private FileStamp[] Stamps() => [.. _paths.Select(FileStamp.Of)];
}
