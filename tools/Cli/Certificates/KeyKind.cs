namespace SensorNet.Cli.Certificates;

/// <summary>The kind of a certificate's key.</summary>
internal enum KeyKind
{
    /// <summary>ECDSA on NIST P-256: small, and what a board computes fastest.</summary>
    Ecdsa,

    /// <summary>RSA with 2048 bits, for a board whose mbedTLS was built without elliptic curves.</summary>
    Rsa,
}
