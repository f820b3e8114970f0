namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>The disk, as a log uses it. Errors are <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/>.</summary>
internal interface ILogFiles
{
    /// <summary>A new file of so many zeros.</summary>
    ILogFile Create(string path, int length);

    /// <summary>A file that is there, to be read.</summary>
    ILogFile Open(string path);

    void Move(string from, string to);

    void Delete(string path);

    /// <summary>The disk has what was created, moved and deleted in a folder.</summary>
    void SyncFolder(string folder);
}
