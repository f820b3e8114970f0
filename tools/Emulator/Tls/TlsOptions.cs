using System.Security.Authentication;

namespace SensorNet.Emulator;

/// <summary>What <c>SslStream.AuthenticateAsClient</c> is given on the device, with the two properties that M2Mqtt sets before it.</summary>
internal sealed record TlsOptions(
    string TargetHost,
    BoardX509Certificate? ClientCertificate,
    BoardX509Certificate? Ca,
    SslProtocols Protocols,
    bool UsesStoredDeviceCertificate,
    bool Verifies);
