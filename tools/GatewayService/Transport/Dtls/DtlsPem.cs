using System.Security.Cryptography;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Reads PEM files.</summary>
internal static class DtlsPem
{
    /// <summary>Takes the text of a PEM file.</summary>
    public delegate void Import(ReadOnlySpan<char> pem);

    /// <summary>Why a file cannot be used; null where it was imported.</summary>
    /// <param name="path">The file.</param>
    /// <param name="import">Takes its text.</param>
    /// <param name="rule">What the file must be, as the end of a sentence that names it.</param>
    public static string? Problem(string path, Import import, string rule)
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
            // Its words are for a programmer.
            return rule;
        }
    }
}
