using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>Waits until the disk has what was written.</summary>
internal static partial class FileSync
{
    private const int ReadOnly = 0; // O_RDONLY

    /// <summary>The octets of a file, and no more of what the system keeps of it than is needed to read them.</summary>
    public static void Data(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
        {
            RandomAccess.FlushToDisk(file);
            return;
        }

        if (SyncData(file) != 0)
        {
            throw new IOException($"fdatasync: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }
    }

    /// <summary>The names in a folder. Only Linux needs to be asked.</summary>
    public static void Folder(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        int descriptor = OpenFolder(folder, ReadOnly);
        using SafeFileHandle handle = new SafeFileHandle(descriptor, ownsHandle: true);
        if (descriptor < 0 || SyncAll(handle) != 0)
        {
            throw new IOException($"fsync of {folder}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        }
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int SyncData(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int SyncAll(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFolder(string path, int flags);
}
