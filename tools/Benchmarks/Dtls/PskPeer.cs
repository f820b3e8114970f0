using System.Text;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;

namespace SensorNet.Benchmarks.Dtls;

/// <summary>BouncyCastle's client with a pre-shared key and one cipher suite.</summary>
internal abstract class PskPeer(string identity, byte[] key, int cipherSuite) : AbstractTlsClient(new BcTlsCrypto())
{
    public override TlsPskIdentity GetPskIdentity() => new BasicTlsPskIdentity(Encoding.UTF8.GetBytes(identity), (byte[])key.Clone());

    public override TlsAuthentication GetAuthentication() => throw new TlsFatalAlert(AlertDescription.internal_error);

    protected override ProtocolVersion[] GetSupportedVersions() => ProtocolVersion.DTLSv12.Only();

    protected override int[] GetSupportedCipherSuites() => [cipherSuite];
}
