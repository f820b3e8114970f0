using System.Text;
using Org.BouncyCastle.Tls;
using SensorNet.GatewayService.Settings;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>What BouncyCastle asks in the handshake with one peer, and keeps while its session lasts.</summary>
internal sealed class NodeServer(DtlsParts parts, byte[] connectionId) : AbstractTlsServer(parts.Crypto), TlsPskIdentityManager
{
    /// <summary>Before the first repetition of a flight, in milliseconds (RFC 6347, 4.2.4.1); BouncyCastle doubles it each time.</summary>
    private const int ResendMs = 1_000;

    /// <summary>Octets of the longest handshake message: a chain of certificates.</summary>
    private const int HandshakeMessageBytesMax = 16 * 1024;

    private const int ChainLengthMax = 5;

    /// <summary>What the peer's records have where <see cref="UsesConnectionId"/>.</summary>
    public byte[] ConnectionId => connectionId;

    /// <summary>Who the peer has shown to be; null for nobody.</summary>
    public string? Identity { get; private set; }

    /// <summary>Who the peer says to be, before it has shown it; null where it has not said so yet.</summary>
    public string? Claimed { get; private set; }

    /// <summary>The key of the identity, as <see cref="PskStore.Find"/> gives it; null where the peer used a certificate or nothing.</summary>
    public byte[]? Key { get; private set; }

    /// <summary>Whether the peer puts the connection id into its records.</summary>
    public bool UsesConnectionId { get; private set; }

    /// <summary>The fewest octets of an encrypted fragment.</summary>
    public int FragmentMin { get; private set; }

    public override TlsCredentials? GetCredentials()
    {
        return m_context.SecurityParameters.KeyExchangeAlgorithm switch
        {
            KeyExchangeAlgorithm.PSK or KeyExchangeAlgorithm.ECDHE_PSK => null,
            KeyExchangeAlgorithm.ECDHE_ECDSA => parts.Certificates!.Current.Signer(m_context),
            _ => throw new TlsFatalAlert(AlertDescription.internal_error),
        };
    }

    public override TlsPskIdentityManager GetPskIdentityManager() => this;

    /// <summary>RFC 4279, 5.2: no hint is sent where there is nothing to choose by.</summary>
    public byte[]? GetHint() => null;

    /// <summary>A copy of an identity's key, as BouncyCastle overwrites it; null for an identity without one.</summary>
    public byte[]? GetPsk(byte[] identity)
    {
        Claimed = Encoding.UTF8.GetString(identity);
        Key = parts.Psk!.Find(Claimed);
        return (byte[]?)Key?.Clone();
    }

    public override CertificateRequest? GetCertificateRequest()
    {
        return parts.Settings.ClientCertificates == ClientCertificates.None
            ? null
            : new CertificateRequest(
                [ClientCertificateType.ecdsa_sign], TlsUtilities.GetDefaultSupportedSignatureAlgorithms(m_context), null);
    }

    public override void NotifyClientCertificate(Certificate clientCertificate)
    {
        if (!clientCertificate.IsEmpty)
        {
            Identity = Claimed = PeerCertificates.IdentityOf(clientCertificate, parts.Certificates!.Authorities!);
        }
        else if (parts.Settings.ClientCertificates == ClientCertificates.Required)
        {
            // RFC 5246, 7.4.6: the server may answer a missing certificate with handshake_failure.
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "a certificate is required");
        }
    }

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        SecurityParameters security = m_context.SecurityParameters;
        if (security.PskIdentity is { } identity)
        {
            Identity = Encoding.UTF8.GetString(identity);
        }

        // BouncyCastle calls it the peer's, as the peer writes it.
        UsesConnectionId = security.ConnectionIDPeer is { Length: > 0 };
        FragmentMin = CipherSuites.FragmentMin(security.CipherSuite, UsesConnectionId);
    }

    public override int GetHandshakeTimeoutMillis() => parts.Settings.HandshakeTimeoutMs;

    public override int GetHandshakeResendTimeMillis() => ResendMs;

    public override int GetMaxHandshakeMessageSize() => HandshakeMessageBytesMax;

    public override int GetMaxCertificateChainLength() => ChainLengthMax;

    protected override byte[] GetNewConnectionID() => connectionId;

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => parts.CipherSuites;

    // The client's first of the curves that are quick and in use; BouncyCastle would take any.
    protected override int SelectECDH(int minimumCurveBits)
    {
        int[]? offered = m_context.SecurityParameters.ClientSupportedGroups;
        return offered is null
            ? NamedGroup.secp256r1
            : offered.FirstOrDefault(group => group is NamedGroup.x25519 or NamedGroup.secp256r1 or NamedGroup.secp384r1, -1);
    }
}
