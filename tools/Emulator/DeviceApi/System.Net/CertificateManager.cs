using System.Text;
using SensorNet.Emulator;

namespace System.Net.Security;

/// <summary>The CA certificates that the board has stored. There is one bundle, and a new one replaces it.</summary>
public static class CertificateManager
{
    /// <summary>Replaces the bundle. The certificates are PEM with a 0 at their end.</summary>
    public static bool AddCaCertificateBundle(BoardX509Certificate[] ca)
    {
        ArgumentNullException.ThrowIfNull(ca);
        StringBuilder bundle = new();
        foreach (BoardX509Certificate certificate in ca)
        {
            byte[] raw = certificate.GetRawCertData()!;
            bundle.Append(Encoding.UTF8.GetString(raw, 0, raw.Length - 1));
        }

        return AddCaCertificateBundle(bundle.Append('\0').ToString());
    }

    /// <summary>Replaces the bundle. The text needs a 0 at its end, as nothing adds it.</summary>
    public static bool AddCaCertificateBundle(string ca) => AddCaCertificateBundle(Encoding.UTF8.GetBytes(ca));

    /// <summary>Replaces the bundle. Nothing looks at the bytes before a handshake, which passes over a bundle that it cannot parse.</summary>
    public static bool AddCaCertificateBundle(byte[] ca)
    {
        ArgumentNullException.ThrowIfNull(ca);
        BoardRuntime.Current.Board.Certificates.CaBundle = (byte[])ca.Clone();
        return true;
    }
}
