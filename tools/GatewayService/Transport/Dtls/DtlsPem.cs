using System.Security.Cryptography;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Reads PEM files.</summary>
internal static class DtlsPem
{
    /// <summary>Takes the text of a PEM file.</summary>
    public delegate void Import(ReadOnlySpan<char> pem);

    /// <summary>Why a file cannot be used; null where it was imported.</summary>
    public static string? Problem(string path, Import import)
    {
        try
        {
            import(File.ReadAllText(path));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {e.Message}";
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return $"is no PEM file of the kind: {e.Message}";
        }
    }
}
