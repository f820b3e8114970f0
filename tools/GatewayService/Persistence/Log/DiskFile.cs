using Microsoft.Win32.SafeHandles;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>A file on the real disk.</summary>
internal sealed class DiskFile(SafeFileHandle handle) : ILogFile
{
    private const int FillBytes = 256 * 1024;

    public long Length => RandomAccess.GetLength(handle);

    /// <summary>Writes zeros: a sync of what is written over them later need not record where the octets are.</summary>
    public void Fill(int length)
    {
        byte[] zeros = new byte[Math.Min(length, FillBytes)];
        for (int at = 0; at < length; at += FillBytes)
        {
            RandomAccess.Write(handle, zeros.AsSpan(0, Math.Min(FillBytes, length - at)), at);
        }
    }

    public void Write(ReadOnlySpan<byte> octets, long offset) => RandomAccess.Write(handle, octets, offset);

    public int Read(Span<byte> to, long offset)
    {
        int read = 0;
        while (read < to.Length && RandomAccess.Read(handle, to[read..], offset + read) is var count and > 0)
        {
            read += count;
        }

        return read;
    }

    public void Sync() => FileSync.Data(handle);

    public void Dispose() => handle.Dispose();
}
