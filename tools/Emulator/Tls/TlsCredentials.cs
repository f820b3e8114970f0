using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HostCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace SensorNet.Emulator;

/// <summary>
/// The trusted CAs and the own certificate of one handshake, put together as the device's native code does: the stored bundle first, in silence if it
/// cannot be parsed; the certificate of the call, or the stored one where the call asks for it.
/// </summary>
internal sealed class TlsCredentials : IDisposable
{
    private readonly List<HostCertificate> _ownChain = [];

    /// <exception cref="SocketException">The CA, the own certificate or its key cannot be parsed; all with
    /// <see cref="MbedTlsError.Setup"/>.</exception>
    public TlsCredentials(BoardCertificates stored, TlsOptions options)
    {
        if (stored.CaBundle is { } bundle)
        {
            MbedTls.TryParse(bundle, TrustedCas);
        }

        try
        {
            ReadOwn(stored, options);
            if (options.Ca is { } ca && !MbedTls.TryParse(ca.GetRawCertData()!, TrustedCas))
            {
                throw new MbedTlsException(MbedTlsError.Setup);
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The certificates that a chain may end in.</summary>
    public List<HostCertificate> TrustedCas { get; } = [];

    /// <summary>The own certificate with its key, or null.</summary>
    public HostCertificate? Own { get; private set; }

    /// <summary>
    /// What becomes of an own certificate without its key, or with the key of another, when a server asks for it; 0 where nothing does. mbedTLS looks
    /// at neither before.
    /// </summary>
    public int FaultWhenAsked { get; private set; }

    /// <summary>What comes after the own certificate in its chain.</summary>
    public X509Certificate2Collection OwnIntermediates => [.. _ownChain.GetRange(1, Math.Max(0, _ownChain.Count - 1))];

    public void Dispose()
    {
        TrustedCas.ForEach(certificate => certificate.Dispose());
        _ownChain.ForEach(certificate => certificate.Dispose());
        Own?.Dispose();
    }

    private void ReadOwn(BoardCertificates stored, TlsOptions options)
    {
        byte[]? certificate = options.ClientCertificate?.GetRawCertData();
        byte[]? key = (options.ClientCertificate as BoardX509Certificate2)?.PrivateKey;
        string? password = (options.ClientCertificate as BoardX509Certificate2)?.Password;
        if (options.UsesStoredDeviceCertificate && stored.Device is { } device)
        {
            certificate = device;
            key = device;
        }

        if (certificate is null)
        {
            return;
        }

        using MbedTlsKey? parsedKey = key is null ? null : MbedTls.ParseKey(key, password);
        if ((key is not null && parsedKey is null) || !MbedTls.TryParse(certificate, _ownChain))
        {
            throw new MbedTlsException(MbedTlsError.Setup);
        }

        Own = parsedKey is null ? null : WithKey(_ownChain[0], parsedKey);
        FaultWhenAsked = parsedKey is null ? MbedTlsError.KeyMissing : Own is null ? MbedTlsError.FatalAlert : 0;
    }

    // Null: the key is that of another certificate.
    private static HostCertificate? WithKey(HostCertificate certificate, MbedTlsKey key)
    {
        try
        {
            using HostCertificate ephemeral = key.Rsa is { } rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey(key.Ec!);

            // Windows cannot use a key that was never in a store.
            return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or InvalidOperationException)
        {
            // What is signed with another key is refused by the server, which is not tried here: the result says so.
            return null;
        }
    }
}
