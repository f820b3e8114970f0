using System;
using System.IO;
using System.Linq;

namespace SensorNet.Emulator;

/// <summary>The board's flash: a folder of the PC, seen by the firmware as drive I:.</summary>
public sealed class BoardFlash : IDisposable
{
    private const string InternalDrive = "I:";

    // newlib's BUFSIZ.
    private const int DriverBufferBytes = 1024;

    private readonly string _boardName;
    private readonly bool _isTemporary;
    private readonly DirectoryInfo _root;
    private readonly Action _cutPower;

    internal BoardFlash(string? folder, string boardName, Action cutPower)
    {
        _cutPower = cutPower;
        _boardName = boardName;
        _isTemporary = folder is null;
        _root = new DirectoryInfo(folder ?? Path.Combine(Path.GetTempPath(), "sensornet-flash-" + Guid.NewGuid().ToString("N")));
        _root.Create();
    }

    /// <summary>
    /// Octets that all files together may have: beyond them a write fails, or says nothing and keeps nothing, as on a flash that is full. Null:
    /// without a limit. Can be changed at any time.
    /// </summary>
    public long? CapacityBytes { get; set; }

    /// <summary>
    /// After so many more steps the supply is cut, in the middle of whatever is written: a step is an octet written, or a file opened for writing,
    /// renamed or deleted. Null: never. Can be changed at any time.
    /// </summary>
    public int? StepsToPowerCut { get; set; }

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

    /// <summary>A file is about to be opened for writing, renamed or deleted.</summary>
    /// <exception cref="BoardPoweredOffException">The supply is cut before that.</exception>
    internal void Step()
    {
        if (TakeSteps(1) == 0)
        {
            CutPower();
        }
    }

    /// <summary>Octets are about to be written.</summary>
    /// <param name="bytes">How many.</param>
    /// <returns>How many of them are written before the supply is to be cut by <see cref="CutPower"/>.</returns>
    internal int TakeSteps(int bytes)
    {
        if (StepsToPowerCut is not { } left)
        {
            return bytes;
        }

        StepsToPowerCut = Math.Max(0, left - bytes);
        return Math.Min(left, bytes);
    }

    /// <summary>Cuts the supply, as <see cref="StepsToPowerCut"/> asked for, and ends the calling thread.</summary>
    /// <exception cref="BoardPoweredOffException">Always.</exception>
    internal void CutPower()
    {
        StepsToPowerCut = null;
        _cutPower();
        BoardRuntime.Flowing.ThrowIfOff();
    }

    /// <summary>Whether a file can be as long as that.</summary>
    internal bool HasRoom(string hostPath, long length)
    {
        if (CapacityBytes is not { } capacity)
        {
            return true;
        }

        long others = _root.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.FullName != hostPath).Sum(file => file.Length);
        return others + length <= capacity;
    }

    /// <summary>Octets for which there is no room were written.</summary>
    /// <exception cref="IOException">They do not fit into the buffer of the driver's stream.</exception>
    internal void ThrowIfBeyondBuffer(int bytes)
    {
        if (bytes > DriverBufferBytes)
        {
            throw new IOException($"Board {_boardName}: no space left: its flash holds {CapacityBytes} bytes.");
        }
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
