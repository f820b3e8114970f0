namespace SensorNet.GatewayService.Persistence;

/// <summary>A folder of stores belongs to one process, for as long as that has its file <c>lock</c> open.</summary>
internal static class StoreLock
{
    private const string Name = "lock";

    // EWOULDBLOCK of Linux and of macOS, and ERROR_SHARING_VIOLATION of Windows: what .NET tells of a file that another process has for itself.
    private static readonly int[] _takenCodes = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Takes it.</summary>
    /// <exception cref="StoreTakenException">Another process has it.</exception>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The disk does not take it.</exception>
    public static FileStream Take(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (_takenCodes.Contains(e.HResult))
        {
            throw new StoreTakenException($"the store in {folder} (Persistence:Path) is another process's: each has to have a folder of its own", e);
        }
    }
}
