using Microsoft.Win32.SafeHandles;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>The real disk.</summary>
internal sealed class DiskFiles : ILogFiles
{
    public static DiskFiles Instance { get; } = new();

    public ILogFile Create(string path, int length)
    {
        SafeFileHandle handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
        DiskFile file = new DiskFile(handle);
        try
        {
            file.Fill(length);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ILogFile Open(string path) => new DiskFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read));

    public void Move(string from, string to) => File.Move(from, to);

    public void Delete(string path) => File.Delete(path);

    public void SyncFolder(string folder) => FileSync.Folder(folder);
}
