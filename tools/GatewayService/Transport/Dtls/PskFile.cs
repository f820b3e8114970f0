using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using SensorNet.GatewayService.Files;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Reads a file of pre-shared keys, in the form of Mosquitto's psk_file: lines <c>identity:hexkey</c>, and <c>#</c> for a comment.</summary>
internal static class PskFile
{
    /// <summary>Octets of a key. RFC 4279, 5.3: keys of 64 octets are to be supported.</summary>
    public const int KeyBytesMin = 8;
    public const int KeyBytesMax = 64;

    /// <summary>Octets of an identity. RFC 4279, 5.3, asks for 128.</summary>
    public const int IdentityBytesMax = 128;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="keys">The keys by identity.</param>
    /// <param name="problem">What is wrong, with the line, and without any key.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out FrozenDictionary<string, byte[]>? keys, [NotNullWhen(false)] out string? problem)
    {
        keys = null;
        string? text = EntryFile.Read(path, out problem);
        return text is not null && TryParse(text, out keys, out problem);
    }

    /// <summary>Reads the file's text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FrozenDictionary<string, byte[]>? keys, [NotNullWhen(false)] out string? problem)
    {
        Dictionary<string, byte[]> found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        problem = EntryFile.Parse(text, entry => BrokenRule(entry, out string identity, out byte[] key)
            ?? (found.TryAdd(identity, key) ? null : $"has the identity \"{identity}\" of an earlier line again"));
        keys = problem is null ? found.ToFrozenDictionary(StringComparer.Ordinal) : null;
        return keys is not null;
    }

    private static string? BrokenRule(string entry, out string identity, out byte[] key)
    {
        int colon = entry.IndexOf(':');
        identity = colon < 0 ? "" : entry[..colon];
        key = [];
        int octets = Encoding.UTF8.GetByteCount(identity);
        if (octets is 0 or > IdentityBytesMax)
        {
            return $"must be identity:hexkey, with an identity of 1 to {IdentityBytesMax} octets";
        }

        try
        {
            key = Convert.FromHexString(entry.AsSpan(colon + 1));
        }
        catch (FormatException)
        {
            return "must have a key of hexadecimal digits, two an octet, after the colon";
        }

        bool isLong = key.Length is >= KeyBytesMin and <= KeyBytesMax;
        return isLong ? null : $"must have a key of {KeyBytesMin} to {KeyBytesMax} octets; it has {key.Length}";
    }
}
