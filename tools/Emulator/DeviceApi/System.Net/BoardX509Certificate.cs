using System;
using System.Text;

namespace SensorNet.Emulator;

/// <summary>nanoFramework's X509Certificate: the bytes as they were given, which the device's TLS parses again at every handshake.</summary>
public class BoardX509Certificate
{
    private readonly byte[]? _certificate;
    private readonly MbedTlsCertificate? _parsed;

    /// <summary>An empty one.</summary>
    public BoardX509Certificate()
    {
    }

    /// <summary>From DER, or from PEM whose last byte is 0.</summary>
    /// <exception cref="ArgumentException">It is neither; PEM without the 0 at its end is taken for DER.</exception>
    public BoardX509Certificate(byte[] certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        _certificate = certificate;
        _parsed = MbedTls.ParseFirst(certificate) ?? throw new ArgumentException(message: null);
    }

    /// <summary>From PEM; the 0 at its end is added.</summary>
    /// <exception cref="ArgumentException">It is not PEM.</exception>
    public BoardX509Certificate(string certificate)
        : this(WithTerminator(certificate))
    {
    }

    /// <summary>The issuer's name, in the order in which the certificate has its parts.</summary>
    public virtual string? Issuer => _parsed?.Issuer;

    /// <summary>The subject's name, in the order in which the certificate has its parts.</summary>
    public virtual string? Subject => _parsed?.Subject;

    /// <summary>From when on it is valid, in UTC.</summary>
    public virtual BoardDateTime GetEffectiveDate() => _parsed?.NotBefore ?? default(BoardDateTime);

    /// <summary>Until when it is valid, in UTC.</summary>
    public virtual BoardDateTime GetExpirationDate() => _parsed?.NotAfter ?? default(BoardDateTime);

    /// <summary>The bytes that it was made from.</summary>
    public virtual byte[]? GetRawCertData() => _certificate;

    /// <summary>UTF-8 with a 0 at its end.</summary>
    internal static byte[] WithTerminator(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Encoding.UTF8.GetBytes(text), 0];
    }
}
