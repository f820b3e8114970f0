using System.Globalization;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>The files of a log, the oldest first; records are written to the last. The next one is made ahead by another thread.</summary>
internal sealed class LogSegments(LogOptions options, ILogFiles files) : IDisposable
{
    private const string NextName = "next.seg";

    private readonly List<LogSegment> _all = [];
    private Task<ILogFile>? _next;
    private long _lastNumber;
    private bool _isBegun;

    public IReadOnlyList<LogSegment> All => _all;

    public LogSegment Oldest => _all[0];

    public LogSegment Last => _all[^1];

    /// <summary>Octets of all files.</summary>
    public long Bytes { get; private set; }

    private string NextPath => Path.Combine(options.Folder, NextName);

    /// <summary>A segment of before.</summary>
    public void Add(LogSegment segment)
    {
        _all.Add(segment);
        Bytes += segment.Bytes;
        NoteNumber(segment.Number);
    }

    /// <summary>New segments have higher numbers.</summary>
    public void NoteNumber(long number) => _lastNumber = Math.Max(_lastNumber, number);

    /// <summary>The last segment has room for so many octets of records, which begin at a position.</summary>
    /// <exception cref="StoreException">The log is as long as it may be.</exception>
    public void MakeRoom(int length, long position)
    {
        // A segment of an earlier process is not written on: its end may be torn.
        if (_isBegun && Last.FreeBytes >= length)
        {
            return;
        }

        int size = Math.Max(options.SegmentBytes, LogFormat.HeaderBytes + length);
        if (Bytes + size > options.BytesMax)
        {
            throw new StoreException(string.Create(
                CultureInfo.InvariantCulture,
                $"the log in {options.Folder} has {Bytes} octets and needs {size} more; Persistence:BytesPerShardMax is {options.BytesMax}"));
        }

        Begin(size, position);
    }

    /// <summary>The segment of a position.</summary>
    public LogSegment Find(long position)
    {
        int low = 0;
        int high = _all.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) >> 1;
            (low, high) = _all[middle].Position <= position ? (middle, high) : (low, middle - 1);
        }

        return _all[low];
    }

    /// <summary>Removes the oldest segments that nothing of is of use. What they say has ended needs no record: the older ones are gone.</summary>
    public void Reclaim()
    {
        if (_all.Count > 1 && Oldest.LiveCount == 0)
        {
            SyncAll();
        }

        while (_all.Count > 1 && Oldest.LiveCount == 0)
        {
            LogSegment oldest = Oldest;
            _all.RemoveAt(0);
            Bytes -= oldest.Bytes;
            oldest.Dispose();
            files.Delete(oldest.Path);
        }
    }

    public void Dispose()
    {
        foreach (LogSegment segment in _all)
        {
            segment.Dispose();
        }

        if (_next is { } next)
        {
            // A failure of a file that is not needed any more concerns nobody.
            next.ContinueWith(made => made.IsCompletedSuccessfully ? made.Result : null, TaskScheduler.Default).Result?.Dispose();
            _next = null;
        }
    }

    // The disk may do later things first. What was of use in the oldest segment, in a newer record or in a copy, is to be there when that is gone,
    // also where no commit waits for the disk.
    private void SyncAll()
    {
        foreach (LogSegment segment in _all)
        {
            segment.Sync();
        }

        files.SyncFolder(options.Folder);
    }

    private void Begin(int size, long position)
    {
        long number = _lastNumber + 1;
        string path = Path.Combine(options.Folder, LogFormat.FileName(number));
        ILogFile file = size == options.SegmentBytes ? TakeNext(path) : files.Create(path, size);
        Span<byte> header = stackalloc byte[LogFormat.HeaderBytes];
        LogFormat.WriteHeader(header, number, position);
        file.Write(header, 0);
        if (options.Syncs)
        {
            files.SyncFolder(options.Folder);
        }

        Add(new LogSegment(path, number, position, file));
        _isBegun = true;
        _next ??= Task.Run(() => files.Create(NextPath, options.SegmentBytes));
    }

    private ILogFile TakeNext(string path)
    {
        if (_next is null)
        {
            return files.Create(path, options.SegmentBytes);
        }

        ILogFile file = _next.GetAwaiter().GetResult();
        _next = null;
        files.Move(NextPath, path);
        return file;
    }
}
