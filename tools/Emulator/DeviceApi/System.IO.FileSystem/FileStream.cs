using SensorNet.Emulator;

namespace System.IO;

/// <summary>nanoFramework's FileStream, on the board's flash.</summary>
internal sealed class FileStream : Stream
{
    private readonly Stream _host;
    private readonly string _hostPath;

    public FileStream(string path, FileMode mode)
        : this(path, mode, mode == FileMode.Append ? FileAccess.Write : FileAccess.ReadWrite, FileShare.Read, 0)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access)
        : this(path, mode, access, FileShare.Read, 0)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access, FileShare share)
        : this(path, mode, access, share, 0)
    {
    }

    public FileStream(string path, FileMode mode, FileAccess access, FileShare share, int bufferSize)
    {
        Name = path;
        BoardFlash flash = BoardRuntime.Current.Board.Flash;
        _hostPath = flash.HostPath(path);
        if (access != FileAccess.Read)
        {
            flash.Step();
        }

        try
        {
            // A buffer of the stream's own: what is written reaches the folder when the stream is flushed or closed.
            _host = new FileInfo(_hostPath).Open(OptionsOf(mode, access, share));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new IOException($"{path}: {exception.Message}", exception);
        }
    }

    public string Name { get; }

    public override bool CanRead => _host.CanRead;

    public override bool CanSeek => _host.CanSeek;

    public override bool CanWrite => _host.CanWrite;

    public override long Length => _host.Length;

    public override long Position
    {
        get => _host.Position;
        set => _host.Position = value;
    }

    public override void Flush() => _host.Flush();

    public override int Read(byte[] buffer, int offset, int count) => _host.Read(buffer, offset, count);

    public int Read(SpanByte buffer) => _host.Read(buffer.AsSpan());

    public override int ReadByte() => _host.ReadByte();

    public override long Seek(long offset, SeekOrigin origin) => _host.Seek(offset, origin);

    public override void SetLength(long value) => _host.SetLength(value);

    public override void Write(byte[] buffer, int offset, int count)
    {
        BoardFlash flash = BoardRuntime.Current.Board.Flash;
        if (!flash.HasRoom(_hostPath, Math.Max(_host.Length, _host.Position + count)))
        {
            // The ESP32's driver says nothing where the octets fit into the buffer of its stream: it does not look at fflush.
            flash.ThrowIfBeyondBuffer(count);
            return;
        }

        int written = flash.TakeSteps(count);
        _host.Write(buffer, offset, written);
        if (written < count)
        {
            _host.Flush();
            flash.CutPower();
        }
    }

    public override void WriteByte(byte value) => Write([value], 0, 1);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _host?.Dispose();
        }

        base.Dispose(disposing);
    }

    // Passwords and keys are among the files of a board: on the host only their owner reads them.
    private static FileStreamOptions OptionsOf(FileMode mode, FileAccess access, FileShare share)
    {
        FileStreamOptions options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (!OperatingSystem.IsWindows() && mode is not (FileMode.Open or FileMode.Truncate))
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
