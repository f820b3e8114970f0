using System.Text;
using Org.BouncyCastle.Tls;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>A session with a peer. The shard's thread uses it.</summary>
internal sealed class DtlsSession
{
    /// <summary>
    /// Records a second that were not authentic, after which no more are read in that second: each costs the shard as much as eight that are.
    /// Somebody who forges the peer's address so fast holds up this session, and not the others.
    /// </summary>
    public const int RejectedPerSecondMax = 100;

    private readonly NodeServer _server;
    private readonly int _sendMax;
    private long _secondEndsMs;
    private int _rejected;

    /// <summary>The session that a handshake has made.</summary>
    public DtlsSession(Handshake handshake, int shard)
    {
        _server = handshake.Server;
        ClientId = Identity is null ? null : Encoding.UTF8.GetBytes(Identity);
        Number = handshake.Number;
        Mark = handshake.Mark;
        Transport = handshake.Transport;
        Records = handshake.Records!;
        Name = SocketAddresses.OfSession(handshake.Address, shard, Number);
        Node = new LinkedListNode<DtlsSession>(this);
        _sendMax = Records.GetSendLimit();
    }

    public int Number { get; }

    /// <summary>Which ClientHello began it.</summary>
    public ulong Mark { get; }

    /// <summary>What the protocol knows it by: <see cref="SocketAddresses.OfSession"/>.</summary>
    public NetworkAddress Name { get; }

    public PeerTransport Transport { get; }

    public DtlsTransport Records { get; }

    /// <summary>Its place in the order in which sessions were heard.</summary>
    public LinkedListNode<DtlsSession> Node { get; }

    /// <summary>When it was heard last.</summary>
    public long HeardMs { get; set; }

    public bool HasEnded { get; set; }

    /// <summary>Who the peer has shown to be; null for nobody.</summary>
    public string? Identity => _server.Identity;

    /// <summary>The same in UTF-8, as a client id is: one array for all of the session.</summary>
    public byte[]? ClientId { get; }

    public byte[]? Key => _server.Key;

    public bool UsesConnectionId => _server.UsesConnectionId;

    /// <summary>Whether a record, whose connection id has this session's number, has all of the id.</summary>
    public bool HasIdOf(ReadOnlySpan<byte> record) => ConnectionIds.Is(record, _server.ConnectionId);

    public int FragmentMin => _server.FragmentMin;

    /// <summary>Whether a record may be read now.</summary>
    public bool MayRead(long nowMs) => _rejected < RejectedPerSecondMax || nowMs >= _secondEndsMs;

    /// <summary>A record was not authentic.</summary>
    public void Reject(long nowMs)
    {
        if (nowMs >= _secondEndsMs)
        {
            _secondEndsMs = nowMs + 1_000;
            _rejected = 0;
        }

        _rejected++;
    }

    /// <summary>Whether it can have a message of so many octets.</summary>
    public bool CanSend(int length) => length <= _sendMax;

    /// <summary>Whether the peer's identity is a client id; so it is for a peer without one.</summary>
    public bool Is(ReadOnlySpan<byte> clientId) => ClientId is null || clientId.SequenceEqual(ClientId);
}
