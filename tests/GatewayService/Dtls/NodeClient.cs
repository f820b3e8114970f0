using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace SensorNet.GatewayService.Tests.Dtls;

/// <summary>What BouncyCastle asks on a node's side of a handshake: a node with a pre-shared key.</summary>
internal sealed class NodeClient(string identity, string key, int cipherSuite, byte[]? connectionId) : AbstractTlsClient(new BcTlsCrypto())
{
    /// <summary>Whether the gateway gave a connection id.</summary>
    public bool UsesConnectionId => m_context.SecurityParameters.ConnectionIDLocal is { Length: > 0 };

    public override TlsPskIdentity GetPskIdentity() =>
        new BasicTlsPskIdentity(System.Text.Encoding.UTF8.GetBytes(identity), Convert.FromHexString(key));

    public override TlsAuthentication GetAuthentication() => throw new TlsFatalAlert(AlertDescription.internal_error);

    public override int GetHandshakeTimeoutMillis() => 60_000;

    public override int GetHandshakeResendTimeMillis() => 300;

    protected override byte[]? GetNewConnectionID() => connectionId;

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => [cipherSuite];
}
