using System.Text;
using SensorNet.Emulator;

namespace System.IO;

/// <summary>nanoFramework's File, on the board's flash.</summary>
internal static class File
{
    // Text is UTF-8 without a byte order mark, as the device writes it.
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static StreamWriter AppendText(string path) => new(new FileStream(path, FileMode.Append), s_utf8);

    public static void AppendAllText(string path, string contents)
    {
        using StreamWriter writer = AppendText(path);
        writer.Write(contents);
    }

    public static void Copy(string sourceFileName, string destFileName) => Copy(sourceFileName, destFileName, false);

    public static void Copy(string sourceFileName, string destFileName, bool overwrite) =>
        Existing(sourceFileName).CopyTo(Host(destFileName).FullName, overwrite);

    public static FileStream Create(string path) => new(path, FileMode.Create, FileAccess.ReadWrite);

    public static FileStream Create(string path, int bufferSize) => new(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize);

    public static void Delete(string path)
    {
        FileInfo file = Existing(path);
        Flash.Step();
        file.Delete();
    }

    public static bool Exists(string path) => Host(path).Exists;

    public static FileAttributes GetAttributes(string path) => Existing(path).Attributes;

    public static void Move(string sourceFileName, string destFileName)
    {
        FileInfo source = Existing(sourceFileName);
        FileInfo destination = Host(destFileName);
        if (destination.Exists)
        {
            throw new IOException($"{destFileName} exists already.");
        }

        Flash.Step();
        source.MoveTo(destination.FullName);
    }

    public static FileStream Open(string path, FileMode mode) => new(path, mode);

    public static FileStream Open(string path, FileMode mode, FileAccess access) => new(path, mode, access);

    public static FileStream Open(string path, FileMode mode, FileAccess access, FileShare share) => new(path, mode, access, share);

    public static FileStream OpenRead(string path) => new(path, FileMode.Open, FileAccess.Read);

    public static StreamReader OpenText(string path) => new(OpenRead(path), s_utf8);

    public static FileStream OpenWrite(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Write);

    public static byte[] ReadAllBytes(string path)
    {
        using FileStream file = OpenRead(path);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    public static string ReadAllText(string path)
    {
        using StreamReader reader = OpenText(path);
        return reader.ReadToEnd();
    }

    public static void SetAttributes(string path, FileAttributes fileAttributes) => Existing(path).Attributes = fileAttributes;

    public static void WriteAllBytes(string path, byte[] bytes)
    {
        using FileStream file = Create(path);
        file.Write(bytes, 0, bytes.Length);
    }

    public static void WriteAllText(string path, string contents) => WriteAllBytes(path, s_utf8.GetBytes(contents));

    private static BoardFlash Flash => BoardRuntime.Current.Board.Flash;

    private static FileInfo Host(string path) => new(Flash.HostPath(path));

    private static FileInfo Existing(string path)
    {
        FileInfo file = Host(path);
        return file.Exists ? file : throw new IOException($"{path} does not exist.");
    }
}
