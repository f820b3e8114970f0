using SensorNet.GatewayService.Persistence.Log;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>The real disk, until it takes nothing more.</summary>
internal sealed class FailingFiles : ILogFiles
{
    private int _allowed = int.MaxValue;

    public bool Fails
    {
        set => Allowed = value ? 0 : int.MaxValue;
    }

    /// <summary>Writes and new files that it still takes.</summary>
    public int Allowed
    {
        get => Volatile.Read(ref _allowed);
        set => Volatile.Write(ref _allowed, value);
    }

    public ILogFile Create(string path, int length)
    {
        Count();
        return new FailingFile(DiskFiles.Instance.Create(path, length), this);
    }

    public ILogFile Open(string path) => DiskFiles.Instance.Open(path);

    public void Move(string from, string to) => DiskFiles.Instance.Move(from, to);

    public void Delete(string path) => DiskFiles.Instance.Delete(path);

    public void SyncFolder(string folder) => DiskFiles.Instance.SyncFolder(folder);

    private void Count()
    {
        if (Interlocked.Decrement(ref _allowed) < 0)
        {
            throw new IOException("the disk is full");
        }
    }

    private sealed class FailingFile(ILogFile file, FailingFiles files) : ILogFile
    {
        public long Length => file.Length;

        public void Write(ReadOnlySpan<byte> octets, long offset)
        {
            files.Count();
            file.Write(octets, offset);
        }

        public int Read(Span<byte> to, long offset) => file.Read(to, offset);

        public void Sync() => file.Sync();

        public void Dispose() => file.Dispose();
    }
}
