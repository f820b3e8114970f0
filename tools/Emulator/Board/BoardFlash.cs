using System;
using System.IO;

namespace SensorNet.Emulator;

/// <summary>The board's flash: a folder of the PC, seen by the firmware as drive I:.</summary>
public sealed class BoardFlash : IDisposable
{
    private const string InternalDrive = "I:";

    private readonly string _boardName;
    private readonly bool _isTemporary;
    private readonly DirectoryInfo _root;

    internal BoardFlash(string? folder, string boardName)
    {
        _boardName = boardName;
        _isTemporary = folder is null;
        _root = new DirectoryInfo(folder ?? Path.Combine(Path.GetTempPath(), "sensornet-flash-" + Guid.NewGuid().ToString("N")));
        _root.Create();
    }

    /// <summary>The folder on the PC.</summary>
    public string Folder => _root.FullName;

    /// <summary>
    /// The PC's path of a file that the firmware calls <paramref name="devicePath"/>, such as <c>I:\sensornet.json</c>.
    /// </summary>
    /// <exception cref="IOException">There is no such drive, or the path is none, or leads out of the flash.</exception>
    public string HostPath(string devicePath)
    {
        if (string.IsNullOrEmpty(devicePath))
        {
            throw new IOException($"Board {_boardName}: a path is empty.");
        }

        string[] parts = devicePath.Split('\\', '/');
        if (!parts[0].Equals(InternalDrive, StringComparison.OrdinalIgnoreCase))
        {
            throw new IOException($"Board {_boardName} has no drive for \"{devicePath}\": its flash is {InternalDrive}\\.");
        }

        string path = _root.FullName;
        foreach (string part in parts.AsSpan(1))
        {
            if (part.Length == 0)
            {
                continue;
            }

            if (part is "." or ".." || part.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || part.Contains(':'))
            {
                throw new IOException($"Board {_boardName}: \"{part}\" in \"{devicePath}\" is no name of a file or folder.");
            }

            path = Path.Combine(path, part);
        }

        return path;
    }

    /// <summary>Writes a file to the flash, as <c>nanoff --filedeployment</c> does.</summary>
    public void Deploy(string devicePath, string contents)
    {
        FileInfo file = new(HostPath(devicePath));
        file.Directory!.Create();
        using StreamWriter writer = file.CreateText();
        writer.Write(contents);
    }

    /// <summary>Deletes a temporary flash folder.</summary>
    public void Dispose()
    {
        _root.Refresh();
        if (_isTemporary && _root.Exists)
        {
            _root.Delete(recursive: true);
        }
    }
}
