using System.Collections.Generic;
using SensorNet.Emulator;

namespace System.IO;

/// <summary>nanoFramework's Directory, on the board's flash.</summary>
internal static class Directory
{
    public static DirectoryInfo CreateDirectory(string path)
    {
        DirectoryInfo directory = Host(path);
        directory.Create();
        return directory;
    }

    public static void Delete(string path) => Delete(path, false);

    public static void Delete(string path, bool recursive) => Existing(path).Delete(recursive);

    public static bool Exists(string path) => Host(path).Exists;

    public static string[] GetFiles(string path) => Names(path, Existing(path).GetFiles());

    public static string[] GetDirectories(string path) => Names(path, Existing(path).GetDirectories());

    public static void Move(string sourceDirName, string destDirName) => Existing(sourceDirName).MoveTo(Host(destDirName).FullName);

    private static DirectoryInfo Host(string path) => new(BoardRuntime.Current.Board.Flash.HostPath(path));

    private static DirectoryInfo Existing(string path)
    {
        DirectoryInfo directory = Host(path);
        return directory.Exists ? directory : throw new IOException($"{path} does not exist.");
    }

    private static string[] Names(string path, FileSystemInfo[] entries)
    {
        List<string> names = [];
        foreach (FileSystemInfo entry in entries)
        {
            names.Add(path.TrimEnd('\\', '/') + "\\" + entry.Name);
        }

        names.Sort(StringComparer.Ordinal);
        return [.. names];
    }
}
