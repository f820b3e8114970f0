namespace SensorNet.Cli.Brokers;

/// <summary>A connection's bytes, of which the first that come are kept.</summary>
internal sealed class ObservedStream(Stream connection) : Stream
{
    /// <summary>Enough to tell who answers.</summary>
    public const int FirstBytesMax = 16;

    private readonly byte[] _first = new byte[FirstBytesMax];
    private int _firstCount;

    public ReadOnlySpan<byte> First => _first.AsSpan(0, _firstCount);

    /// <summary>True when the other side has closed the connection, or broken it off.</summary>
    public bool HasEnded { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("all reading is asynchronous");

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int got = await connection.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            int kept = Math.Min(got, FirstBytesMax - _firstCount);
            buffer.Span[..kept].CopyTo(_first.AsSpan(_firstCount));
            _firstCount += kept;

            // A read of no bytes, which SslStream waits with, gives none.
            HasEnded |= got == 0 && buffer.Length > 0;
            return got;
        }
        catch (IOException)
        {
            HasEnded = true;
            throw;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => connection.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await connection.WriteAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            HasEnded = true;
            throw;
        }
    }

    public override void Flush() => connection.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }
}
