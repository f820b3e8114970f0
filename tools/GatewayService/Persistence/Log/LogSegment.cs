namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>One file of a log, and how much of it is still of use.</summary>
internal sealed class LogSegment(string path, long number, long position, ILogFile file) : IDisposable
{
    public string Path => path;

    public long Number => number;

    /// <summary>The position of its first record.</summary>
    public long Position => position;

    public ILogFile File => file;

    public long Bytes { get; } = file.Length;

    /// <summary>Octets of records in it.</summary>
    public long Used { get; set; }

    /// <summary>Records in it that are the latest of what they are about.</summary>
    public int LiveCount { get; set; }

    /// <summary>Whether records were written to it that the disk may not have yet.</summary>
    public bool IsDirty { get; set; }

    public long FreeBytes => Bytes - LogFormat.HeaderBytes - Used;

    public long OffsetOf(long at) => at - position + LogFormat.HeaderBytes;

    /// <summary>Waits until the disk has what was written.</summary>
    public void Sync()
    {
        if (IsDirty)
        {
            file.Sync();
            IsDirty = false;
        }
    }

    public void Dispose() => file.Dispose();
}
