using System.Net;
using Org.BouncyCastle.Tls;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>A node with a session.</summary>
internal sealed class DtlsPeer : IDisposable
{
    public const int PskCcm8 = CipherSuite.TLS_PSK_WITH_AES_128_CCM_8;

    private readonly byte[] _buffer = new byte[20_000];
    private readonly NodeClient _client;

    /// <exception cref="IOException">The handshake failed.</exception>
    public DtlsPeer(IPEndPoint gateway, string identity = "node-1", string key = DtlsFiles.Key, int suite = PskCcm8, byte[]? connectionId = null)
        : this(new SocketTransport(gateway), identity, key, suite, connectionId)
    {
    }

    /// <summary>A handshake over a socket that is there.</summary>
    public DtlsPeer(SocketTransport socket, string identity = "node-1", string key = DtlsFiles.Key, int suite = PskCcm8, byte[]? connectionId = null)
    {
        Socket = socket;
        _client = new NodeClient(identity, key, suite, connectionId);
        Records = new DtlsClientProtocol().Connect(_client, socket);
    }

    public SocketTransport Socket { get; }

    public DtlsTransport Records { get; }

    public bool UsesConnectionId => _client.UsesConnectionId;

    public void Send(params byte[] message) => Records.Send(message);

    /// <summary>The next message, or null where there is none in time.</summary>
    public byte[]? Receive(int waitMs = 20_000)
    {
        int length = Records.Receive(_buffer, 0, _buffer.Length, waitMs);
        return length < 0 ? null : _buffer[..length];
    }

    /// <summary>Sends a message and takes its echo.</summary>
    public void ExpectEcho(params byte[] message)
    {
        Send(message);
        CollectionAssert.AreEqual(message, Receive());
    }

    public void Dispose() => Socket.Dispose();
}
