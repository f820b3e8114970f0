using Org.BouncyCastle.Tls;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>A handshake under way, from the right cookie on.</summary>
/// <param name="number">The number that the session will have.</param>
/// <param name="mark">Which ClientHello began it: <see cref="DtlsRecords.HelloMark"/>.</param>
/// <param name="server">What BouncyCastle asks.</param>
/// <param name="transport">What it reads and writes.</param>
/// <param name="request">The ClientHello.</param>
/// <param name="done">Called on the pool's thread when it is over.</param>
internal sealed class Handshake(
    int number, ulong mark, NodeServer server, PeerTransport transport, DtlsRequest request, Action<Handshake> done)
{
    public int Number => number;

    public ulong Mark => mark;

    public NodeServer Server => server;

    public PeerTransport Transport => transport;

    /// <summary>Where the peer is.</summary>
    public NetworkAddress Address { get; } = transport.Address;

    /// <summary>The session's records; null where it failed.</summary>
    public DtlsTransport? Records { get; private set; }

    public HandshakeFailure Failure { get; private set; }

    /// <summary>More about a failure.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>On a thread of the pool: takes as long as the peer takes.</summary>
    public void Run()
    {
        try
        {
            Records = new DtlsServerProtocol().Accept(server, transport, request);
        }
        catch (TlsTimeoutException e)
        {
            Fail(HandshakeFailure.TimedOut, e);
        }
        catch (TlsFatalAlertReceived e)
        {
            Fail(HandshakeFailure.EndedByPeer, e);
        }
        catch (TlsFatalAlert e)
        {
            Fail(FailureOf(e.AlertDescription), e);
        }
        catch (IOException e)
        {
            Fail(HandshakeFailure.BegunAnew, e);
        }
        catch (Exception e)
        {
            // A peer must not end the process: whatever its datagrams made BouncyCastle do ends the handshake, and is counted and logged.
            Fail(HandshakeFailure.Protocol, e);
        }

        done(this);
    }

    private static HandshakeFailure FailureOf(short alert)
    {
        return alert switch
        {
            AlertDescription.unknown_psk_identity => HandshakeFailure.UnknownIdentity,
            AlertDescription.handshake_failure or AlertDescription.protocol_version or AlertDescription.insufficient_security =>
                HandshakeFailure.NothingInCommon,
            AlertDescription.bad_certificate or AlertDescription.unsupported_certificate or AlertDescription.certificate_revoked
                or AlertDescription.certificate_expired or AlertDescription.certificate_unknown or AlertDescription.unknown_ca =>
                HandshakeFailure.BadCertificate,
            _ => HandshakeFailure.Protocol,
        };
    }

    private void Fail(HandshakeFailure failure, Exception e)
    {
        Failure = failure;
        Reason = e.InnerException is { } inner ? $"{e.Message}: {inner.Message}" : e.Message;
    }
}
