using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SensorNet.Broker;

namespace SensorNet.Emulator;

/// <summary>
/// Carries the bytes of a TLS connection and follows the headers of the records that come in, until the handshake has ended: how it ended is told by
/// them, not by the messages of the PC's library.
/// </summary>
internal sealed class ObservedRecords(Stream inner) : WrappedStream(inner)
{
    private const int HeaderBytes = 5;
    private const byte Alert = 21;
    private const byte ChangeCipherSpec = 20;
    private const byte ApplicationData = 23;

    private readonly byte[] _header = new byte[HeaderBytes];
    private int _headerFilled;
    private int _recordLeft;
    private bool _isOver;

    /// <summary>The server's first messages, as far as they are in the clear (TLS 1.2).</summary>
    public ServerFlight Flight { get; } = new();

    /// <summary>Whether the peer sent an alert.</summary>
    public bool HasAlert { get; private set; }

    /// <summary>Whether what came is not TLS.</summary>
    public bool IsForeign { get; private set; }

    /// <summary>Whether the peer closed the connection.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The handshake has ended well: from here on the records are of no interest.</summary>
    public void StopObserving() => _isOver = true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = await base.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (!_isOver && !buffer.IsEmpty)
        {
            HasEnded |= count == 0;
            Flight.Add(buffer.Span[..count].ToArray(), count);
            Follow(buffer.Span[..count]);
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    // RFC 5246, 6.2.1: content type, version, length, fragment.
    private void Follow(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !IsForeign)
        {
            if (_recordLeft > 0)
            {
                int skipped = Math.Min(_recordLeft, bytes.Length);
                _recordLeft -= skipped;
                bytes = bytes[skipped..];
                continue;
            }

            _header[_headerFilled++] = bytes[0];
            bytes = bytes[1..];
            IsForeign = _header[0] is < ChangeCipherSpec or > ApplicationData;
            if (_headerFilled == HeaderBytes)
            {
                _headerFilled = 0;
                _recordLeft = (_header[3] << 8) | _header[4];
                HasAlert |= _header[0] == Alert;
            }
        }
    }
}
