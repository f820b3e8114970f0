using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace SensorNet.Benchmarks.Dtls;

/// <summary>BouncyCastle's server alone: a record is read, and its message sent back. The baseline of the layer.</summary>
internal sealed class BareLoop(byte[] key, int cipherSuite) : PskTlsServer(new BcTlsCrypto(), new OneKey(key)), DatagramTransport
{
    private readonly byte[] _plain = new byte[2_048];
    private MemoryPeer? _peer;
    private DtlsTransport? _records;
    private byte[] _current = [];

    public long SentCount { get; private set; }

    public void Connect(MemoryPeer peer)
    {
        _peer = peer;
        Task<DtlsTransport> connecting = peer.ConnectAsync();
        _records = new DtlsServerProtocol { VerifyRequests = false }.Accept(this, this);
        connecting.Wait();
        _peer = null;
    }

    public void Receive(byte[] record)
    {
        _current = record;
        int length = _records!.Receive(_plain, 0, _plain.Length, 1_000);
        _records.Send(_plain, 0, length);
    }

    public int GetReceiveLimit() => _peer is null ? _current.Length : 2_048;

    public int GetSendLimit() => 2_048;

    public int Receive(byte[] buf, int off, int len, int waitMillis) => Receive(buf.AsSpan(off, len), waitMillis);

    public int Receive(Span<byte> buffer, int waitMillis)
    {
        byte[]? datagram = _current;
        if (_peer is not null && !_peer.Sent.TryTake(out datagram, waitMillis))
        {
            return -1;
        }

        datagram!.CopyTo(buffer);
        return datagram!.Length;
    }

    public void Send(byte[] buf, int off, int len) => Send(buf.AsSpan(off, len));

    public void Send(ReadOnlySpan<byte> buffer)
    {
        SentCount++;
        _peer?.Arrived.Add(buffer.ToArray());
    }

    public void Close()
    {
        // There is nothing to close.
    }

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => [cipherSuite];

    private sealed class OneKey(byte[] key) : TlsPskIdentityManager
    {
        public byte[]? GetHint() => null;

        public byte[] GetPsk(byte[] identity) => (byte[])key.Clone();
    }
}
