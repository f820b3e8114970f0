namespace SensorNet.Cli.Files;

/// <summary>Writes files that only their owner can read (mode 600), where the system has such modes.</summary>
internal static class PrivateFile
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="content">All that is in it afterwards.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        FileStreamOptions options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        using FileStream file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // A file that was there keeps its mode: it is changed before anything is written.
            File.SetUnixFileMode(file.SafeFileHandle, Mode);
        }

        file.Write(content);
    }
}
