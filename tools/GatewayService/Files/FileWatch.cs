namespace SensorNet.GatewayService.Files;

/// <summary>Looks every second whether a file has changed since it was made. A file that has gone has changed, too.</summary>
internal sealed class FileWatch : IDisposable
{
    /// <summary>How often it looks, in milliseconds.</summary>
    public const int LookIntervalMs = 1_000;

    private readonly string _path;
    private readonly Action _changed;
    private readonly Timer _timer;
    private FileStamp _seen;
    private int _looking;

    /// <param name="path">The file; read it after this, so that no change is missed.</param>
    /// <param name="changed">Called on a thread of the pool, never twice at once.</param>
    public FileWatch(string path, Action changed)
    {
        _path = path;
        _changed = changed;
        _seen = FileStamp.Of(path);
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
            FileStamp now = FileStamp.Of(_path);
            if (now != _seen)
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
}
