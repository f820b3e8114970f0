namespace SensorNet.GatewayService.Files;

/// <summary>Looks every second whether one of some files is to be read again (<see cref="FileChanges"/>).</summary>
internal sealed class FileWatch : IDisposable
{
    /// <summary>How often it looks, in milliseconds.</summary>
    public const int LookIntervalMs = 1_000;

    private readonly FileChanges _changes;
    private readonly Func<bool> _read;
    private readonly Timer _timer;
    private int _looking;

    /// <param name="read">
    /// Reads the files, and gives whether they could be used. Called on a thread of the pool, never twice at once; it must not throw.
    /// </param>
    /// <param name="paths">The files; read them after this, so that no change is missed.</param>
    public FileWatch(Func<bool> read, params string[] paths)
    {
        _changes = new FileChanges(paths);
        _read = read;
        _timer = new Timer(_ => Look());
    }

    /// <summary>Begins to look.</summary>
    /// <param name="isUsed">Whether the files could be used when they were read first.</param>
    public void Start(bool isUsed)
    {
        _changes.Note(isUsed);
        _timer.Change(LookIntervalMs, LookIntervalMs);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Interlocked.Exchange(ref _looking, 1) == 1)
        {
            return;
        }

        try
        {
            if (_changes.Look())
            {
                _changes.Note(_read());
            }
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }
}
