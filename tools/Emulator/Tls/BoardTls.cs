using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using HostCertificate = System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace SensorNet.Emulator;

/// <summary>
/// The device's TLS over .NET's: its memory, its verification, its clock, and its one number for all that fails. As the native code blocks the whole
/// CLR while it shakes hands, no other thread of the board goes on meanwhile, and a peer that says nothing is waited for without end.
/// </summary>
internal static class BoardTls
{
    /// <summary>Native memory of the two record buffers: 16,384 bytes of content each, with header, MAC and padding.</summary>
    public const int BufferBytes = 16_717;

    private const int Buffers = 2;

    /// <summary>Shakes hands as a client. The result owns <paramref name="transport"/>; after a failure the caller closes it.</summary>
    /// <exception cref="SocketException">It failed; the code is mbedTLS's, or <see cref="MbedTlsError.Setup"/>.</exception>
    public static Stream Connect(BoardRuntime runtime, RadioStream transport, TlsOptions options)
    {
        using IDisposable standstill = runtime.StandStill();
        IDisposable memory = runtime.NativeHeap.Take(BufferBytes, Buffers) ?? throw new MbedTlsException(MbedTlsError.Setup);
        try
        {
            using TlsCredentials credentials = new(runtime.Board.Certificates, options);
            return new MemoryHolder(ShakeHands(runtime, transport, options, credentials), memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    private static SslStream ShakeHands(BoardRuntime runtime, RadioStream transport, TlsOptions options, TlsCredentials credentials)
    {
        ObservedRecords records = new(transport);
        SslStream stream = new(records, leaveInnerStreamOpen: false);
        bool isRefused = false;
        bool isAsked = false;
        SslClientAuthenticationOptions authentication = new()
        {
            TargetHost = options.TargetHost,
            EnabledSslProtocols = options.Protocols,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            AllowTlsResume = false,
            ClientCertificateContext = ContextOf(credentials),
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                isRefused = options.Verifies && !Accepts(runtime, certificate, chain, credentials, options);
                return !isRefused;
            },
        };
        if (credentials.FaultWhenAsked != 0)
        {
            authentication.LocalCertificateSelectionCallback = (_, _, _, server, _) =>
            {
                isAsked |= server is not null;
                return null!;
            };
        }

        try
        {
            stream.AuthenticateAsClientAsync(authentication, runtime.Off).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or SocketException or TaskCanceledException)
        {
            runtime.ThrowIfOff();
            isRefused |= options.Verifies && IsRefused(runtime, records, credentials, options);
            throw new MbedTlsException(
                isRefused ? MbedTlsError.CertificateVerifyFailed : isAsked ? credentials.FaultWhenAsked : CodeOf(records, exception));
        }

        if (isAsked)
        {
            stream.Dispose();
            throw new MbedTlsException(credentials.FaultWhenAsked);
        }

        records.StopObserving();
        return stream;
    }

    private static SslStreamCertificateContext? ContextOf(TlsCredentials credentials) => credentials.Own is null
        ? null
        : SslStreamCertificateContext.Create(credentials.Own, credentials.OwnIntermediates, offline: true);

    private static bool Accepts(
        BoardRuntime runtime,
        System.Security.Cryptography.X509Certificates.X509Certificate? certificate,
        X509Chain? chain,
        TlsCredentials credentials,
        TlsOptions options) =>
        certificate is HostCertificate server
        && ServerVerification.Accepts(
            server, chain?.ChainPolicy.ExtraStore ?? [], credentials.TrustedCas, options.TargetHost, runtime.Board.Clock.UtcNow);

    // OpenSSL shows the own certificate before .NET looks at the server's, mbedTLS the other way round: where both are refused, it is the server's
    // that counts.
    private static bool IsRefused(BoardRuntime runtime, ObservedRecords records, TlsCredentials credentials, TlsOptions options)
    {
        if (records.Flight.Certificate is not { } certificate)
        {
            return false;
        }

        using HostCertificate server = X509CertificateLoader.LoadCertificate(certificate);
        using HostCertificate last = X509CertificateLoader.LoadCertificate(records.Flight.LastCertificate);
        return !ServerVerification.Accepts(server, [last], credentials.TrustedCas, options.TargetHost, runtime.Board.Clock.UtcNow);
    }

    private static int CodeOf(ObservedRecords records, Exception exception) =>
        records.IsForeign ? MbedTlsError.InvalidRecord
        : records.HasAlert ? MbedTlsError.FatalAlert
        : records.HasEnded ? MbedTlsError.ConnectionEnd
        : (exception as SocketException ?? exception.InnerException as SocketException) switch
        {
            { SocketErrorCode: SocketError.ConnectionReset or SocketError.Shutdown } => MbedTlsError.ConnectionReset,
            { } => MbedTlsError.ReceiveFailed,
            null => MbedTlsError.HandshakeFailure,
        };
}
