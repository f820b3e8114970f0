using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>Reads a file of pre-shared keys, in the form of Mosquitto's psk_file: lines <c>identity:hexkey</c>, and <c>#</c> for a comment.</summary>
internal static class PskFile
{
    /// <summary>Octets of a key. RFC 4279, 5.3: keys of 64 octets are to be supported.</summary>
    public const int KeyBytesMin = 8;
    public const int KeyBytesMax = 64;

    /// <summary>Octets of an identity. RFC 4279, 5.3, asks for 128.</summary>
    public const int IdentityBytesMax = 128;

    /// <summary>Octets of the file.</summary>
    public const int FileBytesMax = 64 * 1024 * 1024;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="keys">The keys by identity.</param>
    /// <param name="problem">What is wrong, with the line, and without any key.</param>
    public static bool TryRead(string path, [NotNullWhen(true)] out FrozenDictionary<string, byte[]>? keys, [NotNullWhen(false)] out string? problem)
    {
        keys = null;
        try
        {
            long length = new FileInfo(path).Length;
            if (length > FileBytesMax)
            {
                problem = $"has {length} octets; at most {FileBytesMax} are read";
                return false;
            }

            return TryParse(File.ReadAllText(path), out keys, out problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read: {e.Message}";
            return false;
        }
    }

    /// <summary>Reads the file's text.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out FrozenDictionary<string, byte[]>? keys, [NotNullWhen(false)] out string? problem)
    {
        Dictionary<string, byte[]> found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        keys = null;
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string entry = line.TrimEnd('\r');
            if (entry.Length == 0 || entry[0] == '#')
            {
                continue;
            }

            if (BrokenRule(entry, out string identity, out byte[] key) is { } rule)
            {
                problem = $"line {number} {rule}";
                return false;
            }

            if (!found.TryAdd(identity, key))
            {
                problem = $"line {number} has the identity \"{identity}\" of an earlier line again";
                return false;
            }
        }

        keys = found.ToFrozenDictionary(StringComparer.Ordinal);
        problem = null;
        return true;
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
