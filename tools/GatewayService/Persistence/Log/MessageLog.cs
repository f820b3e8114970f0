using System.Buffers.Binary;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>
/// What waits and what is under way, as a log of records: the latest record about a thing counts, until one says that it has ended. Records gather
/// until <see cref="Commit"/>, which writes them in one call; they count together or not at all. An index in memory has where the latest record of
/// each thing is. The oldest segments go when nothing in them is of use; where that takes too long, what is of use is copied to the end.
/// </summary>
/// <remarks>One thread uses it. After an exception it is not to be used any more, but to be disposed of.</remarks>
internal sealed class MessageLog : IDisposable
{
    /// <summary>Octets of old records that a commit looks through at most, beside twice what it writes, to copy those that are of use.</summary>
    public const int CompactBytesMin = 64 * 1024;

    private readonly LogOptions _options;
    private readonly LogSegments _segments;
    private readonly Dictionary<LogKey, LogLocation> _index = [];
    private byte[] _buffer = new byte[16 * 1024];
    private int _used;
    private int _last;

    // Where the records that have gathered begin, and how many of them are the latest of their thing.
    private long _position;
    private int _pendingLive;
    private long _compactAt;

    /// <param name="options">How it is written.</param>
    /// <param name="files">The disk.</param>
    /// <param name="damaged">Told of what cannot be read.</param>
    /// <exception cref="StoreException">It is of a version that is not known.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk does not take it.</exception>
    public MessageLog(LogOptions options, ILogFiles files, Action<LogDamage> damaged)
    {
        _options = options;
        _segments = new LogSegments(options, files);
        foreach (LogSegment segment in SegmentFiles.Open(options.Folder, files, _segments.NoteNumber, damaged))
        {
            _segments.Add(segment);
            new SegmentReader(Path.GetFileName(segment.Path), segment, Apply, damaged).Read();
            _position = Math.Max(_position, segment.Position + segment.Bytes);
        }

        // A disk that takes nothing shows here.
        _segments.MakeRoom(1, _position);
        while (IsWasteful())
        {
            Compact(options.SegmentBytes);
            Write();
            _segments.Reclaim();
        }

        _segments.Reclaim();
    }

    /// <summary>Things that have not ended.</summary>
    public int Count => _index.Count;

    /// <summary>Octets of their records.</summary>
    public long LiveBytes { get; private set; }

    /// <summary>Octets of all files.</summary>
    public long Bytes => _segments.Bytes;

    public long RecordCount { get; private set; }

    /// <summary>Octets of records that were written.</summary>
    public long WrittenBytes { get; private set; }

    public bool HasPending => _used > 0;

    public bool Contains(in LogKey key) => _index.ContainsKey(key);

    /// <summary>A thing is like this from now on.</summary>
    /// <returns>Where its value is to be written at once.</returns>
    public Span<byte> Put(in LogKey key, int length)
    {
        Span<byte> value = Append(LogFormat.Put, key, length);
        Forget(key);
        _index[key] = new LogLocation(_position + _last, _used - _last);
        LiveBytes += _used - _last;
        _pendingLive++;
        return value;
    }

    /// <summary>A thing has ended. One that is not there costs nothing.</summary>
    public void Delete(in LogKey key)
    {
        if (Forget(key))
        {
            _index.Remove(key);
            Append(LogFormat.Delete, key, 0);
        }
    }

    /// <summary>Writes what has gathered, and waits for the disk where that is set.</summary>
    public void Commit()
    {
        if (_used == 0)
        {
            return;
        }

        int written = _used;
        Write();
        _segments.Reclaim();
        if (IsWasteful())
        {
            Compact(Math.Max(CompactBytesMin, 2 * written));
            Write();
            _segments.Reclaim();
        }
    }

    /// <summary>All keys of a kind, in no order.</summary>
    public IEnumerable<LogKey> Keys(byte kind) => _index.Keys.Where(key => key.Kind == kind);

    /// <summary>The value of a thing whose record is committed; null where it has ended.</summary>
    public byte[]? Read(in LogKey key)
    {
        if (!_index.TryGetValue(key, out LogLocation location))
        {
            return null;
        }

        LogSegment segment = _segments.Find(location.Position);
        byte[] value = new byte[location.Length - LogFormat.RecordHeaderBytes - LogFormat.BodyBytesMin];
        segment.File.Read(value, segment.OffsetOf(location.Position) + LogFormat.RecordHeaderBytes + LogFormat.BodyBytesMin);
        return value;
    }

    public void Dispose() => _segments.Dispose();

    private Span<byte> Append(byte operation, in LogKey key, int length)
    {
        int size = LogFormat.RecordHeaderBytes + LogFormat.BodyBytesMin + length;
        if (_used + size > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _used + size));
        }

        Span<byte> record = _buffer.AsSpan(_used, size);
        BinaryPrimitives.WriteInt32LittleEndian(record, size - LogFormat.RecordHeaderBytes);
        LogFormat.WriteBody(record[LogFormat.RecordHeaderBytes..], operation, key);
        _last = _used;
        _used += size;
        return record[(LogFormat.RecordHeaderBytes + LogFormat.BodyBytesMin)..];
    }

    // The thing's latest record so far is of no use any more.
    private bool Forget(in LogKey key)
    {
        if (!_index.TryGetValue(key, out LogLocation old))
        {
            return false;
        }

        LiveBytes -= old.Length;
        if (old.Position >= _position)
        {
            _pendingLive--;
        }
        else
        {
            _segments.Find(old.Position).LiveCount--;
        }

        return true;
    }

    private void Write()
    {
        if (_used == 0)
        {
            return;
        }

        _segments.MakeRoom(_used, _position);
        LogSegment segment = _segments.Last;
        Seal(segment.Number);
        segment.File.Write(_buffer.AsSpan(0, _used), segment.OffsetOf(_position));
        segment.IsDirty = true;
        if (_options.Syncs)
        {
            segment.Sync();
        }

        segment.Used += _used;
        segment.LiveCount += _pendingLive;
        WrittenBytes += _used;
        _position += _used;
        _used = 0;
        _pendingLive = 0;
    }

    private void Seal(long segment)
    {
        _buffer[LogFormat.RecordHeaderBytes] |= LogFormat.BeginFlag;
        _buffer[_last + LogFormat.RecordHeaderBytes] |= LogFormat.EndFlag;
        for (int at = 0; at < _used;)
        {
            int size = LogFormat.RecordHeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(_buffer.AsSpan(at));
            LogFormat.Seal(_buffer.AsSpan(at, size), segment);
            at += size;
            RecordCount++;
        }
    }

    private bool IsWasteful() =>
        _segments.Bytes > (long)PersistenceSettings.SegmentsMin * _options.SegmentBytes
        && _segments.Bytes > (2 * LiveBytes) + _options.SegmentBytes
        && _segments.All.Count > 1;

    // From where it was left in the oldest segment: what is of use there gathers as if it were new.
    private void Compact(int bytes)
    {
        LogSegment oldest = _segments.Oldest;
        _compactAt = Math.Max(_compactAt, oldest.Position);
        long end = oldest.Position + oldest.Used;
        byte[] chunk = new byte[Math.Min(end - _compactAt, bytes)];
        int read = oldest.File.Read(chunk, oldest.OffsetOf(_compactAt));
        int at = 0;
        while (at + LogFormat.RecordHeaderBytes + LogFormat.BodyBytesMin <= read)
        {
            int size = LogFormat.RecordHeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(chunk.AsSpan(at));
            if (size < LogFormat.RecordHeaderBytes + LogFormat.BodyBytesMin || size > end - _compactAt - at)
            {
                // The reader stopped here, too.
                _compactAt = end;
                return;
            }

            if (size > read - at && at > 0)
            {
                break;
            }

            size = size > read - at ? CopyLong(oldest, size) : CopyIfLive(chunk.AsSpan(at, size), _compactAt + at);
            at += size;
        }

        _compactAt = at == 0 || read == 0 ? end : _compactAt + at;
    }

    private int CopyLong(LogSegment segment, int size)
    {
        byte[] record = new byte[size];
        if (segment.File.Read(record, segment.OffsetOf(_compactAt)) == size)
        {
            CopyIfLive(record, _compactAt);
        }

        return size;
    }

    private int CopyIfLive(ReadOnlySpan<byte> record, long position)
    {
        LogKey key = LogFormat.ReadKey(record[LogFormat.RecordHeaderBytes..]);
        if (_index.TryGetValue(key, out LogLocation location) && location.Position == position)
        {
            record[(LogFormat.RecordHeaderBytes + LogFormat.BodyBytesMin)..].CopyTo(
                Put(key, record.Length - LogFormat.RecordHeaderBytes - LogFormat.BodyBytesMin));
        }

        return record.Length;
    }

    private void Apply(LogRecord record)
    {
        if (_index.Remove(record.Key, out LogLocation old))
        {
            LiveBytes -= old.Length;
            _segments.Find(old.Position).LiveCount--;
        }

        if (record.IsPut)
        {
            _index[record.Key] = record.Location;
            LiveBytes += record.Location.Length;
            _segments.Find(record.Location.Position).LiveCount++;
        }
    }
}
