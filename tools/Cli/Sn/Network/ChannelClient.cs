using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using SensorNet.Cli.Brokers;
using CertificateRequest = Org.BouncyCastle.Tls.CertificateRequest;
using HashAlgorithm = Org.BouncyCastle.Tls.HashAlgorithm;

namespace SensorNet.Cli.Sn.Network;

/// <summary>What BouncyCastle asks on the client's side of a handshake.</summary>
internal sealed class ChannelClient(ChannelOptions options, BrokerAddress gateway, TimeSpan timeout)
    : AbstractTlsClient(new BcTlsCrypto()), TlsAuthentication
{
    private static readonly int[] PskSuites =
    [
        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_CCM_8_SHA256,
        CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_PSK_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_PSK_WITH_AES_128_CCM,
        CipherSuite.TLS_PSK_WITH_AES_128_CCM_8,
    ];

    private static readonly int[] CertificateSuites =
    [
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8,
    ];

    /// <summary>What was wrong with the gateway's certificate; null for nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the gateway knows this client by a connection id, whatever its address (RFC 9146).</summary>
    public bool UsesConnectionId { get; private set; }

    public override TlsPskIdentity GetPskIdentity() =>
        new BasicTlsPskIdentity(Encoding.UTF8.GetBytes(options.PskIdentity!), (byte[])options.Psk.Clone());

    public override TlsAuthentication GetAuthentication() => this;

    public void NotifyServerCertificate(TlsServerCertificate serverCertificate)
    {
        Problem = GatewayCheck.Problem(serverCertificate.Certificate, gateway, options.Trusted);
        if (Problem is not null)
        {
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    public TlsCredentials? GetClientCredentials(CertificateRequest certificateRequest)
    {
        SignatureAndHashAlgorithm? algorithm = certificateRequest.SupportedSignatureAlgorithms?.FirstOrDefault(
            one => one.Signature == SignatureAlgorithm.ecdsa && one.Hash >= HashAlgorithm.sha256);
        if (options.Certificate is not { } certificate || algorithm is null)
        {
            return null;
        }

        BcTlsCrypto crypto = (BcTlsCrypto)Crypto;
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        return new BcDefaultTlsCredentialedSigner(
            new TlsCryptoParameters(m_context), crypto, PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey()),
            new Certificate([crypto.CreateCertificate(certificate.RawData)]), algorithm);
    }

    public override void NotifyHandshakeComplete()
    {
        base.NotifyHandshakeComplete();
        UsesConnectionId = m_context.SecurityParameters.ConnectionIDLocal is { Length: > 0 };
    }

    public override int GetHandshakeTimeoutMillis() => (int)timeout.TotalMilliseconds;

    // RFC 9146, 3: empty, as this client has one gateway and needs no id in what comes.
    protected override byte[] GetNewConnectionID() => [];

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => options.PskIdentity is null ? CertificateSuites : PskSuites;
}
