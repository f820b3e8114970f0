namespace SensorNet.GatewayService.Files;

/// <summary>By which it shows that a file has changed: when it was written, and its length. Both are 0 where there is no file.</summary>
internal readonly record struct FileStamp(DateTime WrittenUtc, long Length)
{
    public static FileStamp Of(string path)
    {
        try
        {
            // A link is followed: with Kubernetes it is that which changes.
            FileInfo file = new FileInfo(path);
            FileSystemInfo target = file.Exists && file.LinkTarget is not null ? file.ResolveLinkTarget(returnFinalTarget: true) ?? file : file;
            return target is FileInfo { Exists: true } found ? new FileStamp(found.LastWriteTimeUtc, found.Length) : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has changed to what cannot be read: reading it says why.
            return default;
        }
    }
}
