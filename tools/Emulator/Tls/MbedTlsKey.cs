using System;
using System.Security.Cryptography;

namespace SensorNet.Emulator;

/// <summary>A private key: RSA or of an elliptic curve.</summary>
internal sealed record MbedTlsKey(RSA? Rsa, ECDsa? Ec) : IDisposable
{
    public void Dispose()
    {
        Rsa?.Dispose();
        Ec?.Dispose();
    }
}
