using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Tls;
using Org.BouncyCastle.Tls.Crypto;
using Org.BouncyCastle.Tls.Crypto.Impl.BC;
using HashAlgorithm = Org.BouncyCastle.Tls.HashAlgorithm;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>The gateway's own certificate and key, as BouncyCastle has them.</summary>
internal sealed class GatewayCertificate
{
    private const string CertificateRule = "must be a PEM file with an ECDSA certificate first";
    private const string KeyRule = "must be a PEM file with one ECDSA key, which has no password";

    private readonly BcTlsCrypto _crypto;
    private readonly Certificate _chain;
    private readonly AsymmetricKeyParameter _key;
    private readonly short _hash;

    private GatewayCertificate(BcTlsCrypto crypto, X509Certificate2Collection chain, ECDsa key)
    {
        _crypto = crypto;
        _chain = new Certificate([.. chain.Select(certificate => crypto.CreateCertificate(certificate.RawData))]);
        _key = PrivateKeyFactory.CreateKey(key.ExportPkcs8PrivateKey());
        _hash = key.KeySize > 384 ? HashAlgorithm.sha512 : key.KeySize > 256 ? HashAlgorithm.sha384 : HashAlgorithm.sha256;
    }

    /// <summary>Reads both files.</summary>
    /// <param name="crypto">Makes the objects.</param>
    /// <param name="certificatePath">The certificate, then those of its issuers; PEM.</param>
    /// <param name="keyPath">Its key; PEM, PKCS #8 or SEC 1, without a password.</param>
    /// <param name="certificate">What was read.</param>
    /// <param name="problem">Which setting is wrong, and why.</param>
    public static bool TryRead(
        BcTlsCrypto crypto, string certificatePath, string keyPath,
        [NotNullWhen(true)] out GatewayCertificate? certificate, out (string Key, string Rule) problem)
    {
        certificate = null;
        problem = default;
        X509Certificate2Collection chain = new X509Certificate2Collection();
        if (DtlsPem.Problem(certificatePath, chain.ImportFromPem, CertificateRule) is { } unread)
        {
            problem = ("Certificate", unread);
            return false;
        }

        using ECDsa key = ECDsa.Create();
        if (DtlsPem.Problem(keyPath, key.ImportFromPem, KeyRule) is { } noKey)
        {
            problem = ("Key", noKey);
            return false;
        }

        try
        {
            certificate = Make(crypto, chain, key, out problem);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException or GeneralSecurityException or IOException)
        {
            // Such as a curve that this computer does not have, or what BouncyCastle reads more strictly.
            problem = ("Certificate", $"cannot be used: {e.Message}");
        }

        return certificate is not null;
    }

    private static GatewayCertificate? Make(BcTlsCrypto crypto, X509Certificate2Collection chain, ECDsa key, out (string Key, string Rule) problem)
    {
        problem = default;
        using ECDsa? publicKey = chain.Count == 0 ? null : chain[0].GetECDsaPublicKey();
        if (publicKey is null)
        {
            problem = ("Certificate", CertificateRule);
            return null;
        }

        if (!publicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo()))
        {
            problem = ("Key", "is not the key of the first certificate in Dtls:Certificate");
            return null;
        }

        return new GatewayCertificate(crypto, chain, key);
    }

    /// <summary>Signs for a handshake, with the hash that fits the key where the peer knows it.</summary>
    /// <exception cref="TlsFatalAlert">The peer knows no ECDSA signature.</exception>
    public TlsCredentialedSigner Signer(TlsContext context)
    {
        // RFC 5246, 7.4.1.4.1: without the extension, SHA-1 is meant; it is not offered here.
        IList<SignatureAndHashAlgorithm> offered = context.SecurityParameters.ClientSigAlgs ?? [];
        SignatureAndHashAlgorithm? chosen = offered.FirstOrDefault(one => one.Signature == SignatureAlgorithm.ecdsa && one.Hash == _hash)
            ?? offered.FirstOrDefault(one => one.Signature == SignatureAlgorithm.ecdsa && one.Hash >= HashAlgorithm.sha256);
        return chosen is null
            ? throw new TlsFatalAlert(AlertDescription.handshake_failure)
            : new BcDefaultTlsCredentialedSigner(new TlsCryptoParameters(context), _crypto, _key, _chain, chosen);
    }
}
