using System;

namespace SensorNet.Emulator;

/// <summary>nanoFramework's X509Certificate2: a certificate that may have its private key with it.</summary>
public class BoardX509Certificate2 : BoardX509Certificate
{
    private readonly byte[]? _privateKey;

    /// <summary>An empty one.</summary>
    public BoardX509Certificate2()
    {
    }

    /// <summary>Without a key. The bytes are DER, or PEM whose last byte is 0.</summary>
    /// <exception cref="ArgumentException">They are neither.</exception>
    public BoardX509Certificate2(byte[] rawData)
        : base(rawData)
    {
    }

    /// <summary>Without a key, from PEM.</summary>
    /// <exception cref="ArgumentException">It is not PEM.</exception>
    public BoardX509Certificate2(string certificate)
        : base(certificate)
    {
    }

    /// <summary>With its key, both in PEM. The password is the key's; empty when it is not encrypted.</summary>
    /// <exception cref="ArgumentException">Certificate or key cannot be parsed: which of the two is not told.</exception>
    public BoardX509Certificate2(string rawData, string key, string? password)
        : base(rawData)
    {
        _privateKey = Checked(WithTerminator(key), password);
        Password = password;
    }

    /// <summary>With its key in PEM. The password is the key's; empty when it is not encrypted.</summary>
    /// <exception cref="ArgumentException">Certificate or key cannot be parsed: which of the two is not told.</exception>
    public BoardX509Certificate2(byte[] rawData, string key, string? password)
        : base(rawData)
    {
        _privateKey = Checked(WithTerminator(key), password);
        Password = password;
    }

    /// <summary>With its key, DER or PEM whose last byte is 0. The password is the key's; empty when it is not encrypted.</summary>
    /// <exception cref="ArgumentException">Certificate or key cannot be parsed: which of the two is not told.</exception>
    public BoardX509Certificate2(byte[] rawData, byte[] key, string? password)
        : base(rawData)
    {
        _privateKey = Checked(key, password);
        Password = password;
    }

    /// <summary>Whether it has a key.</summary>
    public bool HasPrivateKey => _privateKey is not null;

    /// <summary>The key as it was given, or null.</summary>
    public byte[]? PrivateKey => _privateKey;

    /// <summary>The certificate as it was given: on the device, too, this is not the key.</summary>
    public byte[]? PublicKey => RawData;

    /// <summary>Until when it is valid, in UTC.</summary>
    public BoardDateTime NotAfter => GetExpirationDate();

    /// <summary>From when on it is valid, in UTC.</summary>
    public BoardDateTime NotBefore => GetEffectiveDate();

    /// <summary>The certificate as it was given.</summary>
    public byte[]? RawData => GetRawCertData();

    internal string? Password { get; }

    private static byte[] Checked(byte[] key, string? password)
    {
        ArgumentNullException.ThrowIfNull(key);
        using MbedTlsKey? parsed = MbedTls.ParseKey(key, password);
        return parsed is null ? throw new ArgumentException(message: null) : key;
    }
}
