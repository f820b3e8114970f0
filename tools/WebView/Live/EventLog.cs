namespace SensorNet.WebView.Live;

/// <summary>What happened lately, the newest last. It has no lock.</summary>
internal sealed class EventLog(TimeProvider time)
{
    /// <summary>Older ones fall out.</summary>
    public const int EntriesMax = 1_000;

    private readonly Queue<LogEntry> _entries = new();
    private LogEntry[]? _shown;
    private long _written;

    /// <summary>All, the newest first.</summary>
    public IReadOnlyList<LogEntry> Newest => _shown ??= [.. _entries.Reverse()];

    public void Add(LogKind kind, string what) => Add(kind, null, "", "", what);

    public void Add(LogKind kind, DeviceKey? device, string name, string from, string to)
    {
        if (_entries.Count == EntriesMax)
        {
            _entries.Dequeue();
        }

        _entries.Enqueue(new LogEntry(++_written, time.GetUtcNow(), kind, device, name, from, to));
        _shown = null;
    }
}
