using SensorNet.GatewayService.Persistence.Log;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>The real disk, and what a power cut may leave: files go at once, and what was written is there where that was waited for.</summary>
internal sealed class PowerCutFiles : ILogFiles
{
    private readonly Dictionary<string, CutFile> _files = [];

    /// <summary>How often the disk was waited for.</summary>
    public int Syncs { get; private set; }

    public ILogFile Create(string path, int length)
    {
        CutFile file = new CutFile(DiskFiles.Instance.Create(path, length), this);
        lock (_files)
        {
            _files[path] = file;
        }

        return file;
    }

    public ILogFile Open(string path) => DiskFiles.Instance.Open(path);

    public void Move(string from, string to)
    {
        DiskFiles.Instance.Move(from, to);
        lock (_files)
        {
            _files.Remove(from, out CutFile? file);
            _files[to] = file!;
        }
    }

    public void Delete(string path)
    {
        DiskFiles.Instance.Delete(path);
        lock (_files)
        {
            _files.Remove(path);
        }
    }

    public void SyncFolder(string folder) => DiskFiles.Instance.SyncFolder(folder);

    /// <summary>Leaves on the disk what it has after a power cut.</summary>
    public void Cut()
    {
        foreach ((string path, CutFile file) in _files)
        {
            File.WriteAllBytes(path, file.Kept);
        }
    }

    private sealed class CutFile(ILogFile file, PowerCutFiles files) : ILogFile
    {
        public byte[] Kept { get; } = new byte[file.Length];

        public long Length => file.Length;

        public void Write(ReadOnlySpan<byte> octets, long offset) => file.Write(octets, offset);

        public int Read(Span<byte> to, long offset) => file.Read(to, offset);

        public void Sync()
        {
            file.Sync();
            file.Read(Kept, 0);
            files.Syncs++;
        }

        public void Dispose() => file.Dispose();
    }
}
