using System.Security.Cryptography;

namespace SensorNet.BrokerAccess.Tls;

/// <summary>What is wrong with files of certificates and keys, by what .NET throws when it reads them.</summary>
internal static class PemProblem
{
    /// <summary>Whether the exception says that a file cannot be used.</summary>
    public static bool IsOne(Exception unusable) =>
        unusable is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException;

    /// <summary>The reason, as the end of a sentence that names the files.</summary>
    public static string Text(Exception unusable) =>
        unusable is ArgumentException ? "the key is of another kind than the certificate's, or not the one that belongs to it" : unusable.Message;
}
