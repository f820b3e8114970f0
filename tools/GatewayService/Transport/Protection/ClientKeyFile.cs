using System.Diagnostics.CodeAnalysis;
using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>
/// Reads the keys of clients: lines <c>clientid:hexkey</c>, and <c>#</c> at the beginning of a comment. A client id may have colons, a key has none.
/// </summary>
internal static class ClientKeyFile
{
    /// <summary>Octets of a client id: as many as a CONNECT with a length of one octet may have, and more.</summary>
    public const int ClientIdBytesMax = 255;

    /// <summary>Octets of the file.</summary>
    public const int FileBytesMax = 64 * 1024 * 1024;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mac">HMAC-SHA256, which the keys are for.</param>
    /// <param name="keys">The keys, one a client id.</param>
    /// <param name="problem">What is wrong, with the line, and without any key.</param>
    public static bool TryRead(string path, IMac mac, [NotNullWhen(true)] out ProtectionKey[]? keys, [NotNullWhen(false)] out string? problem)
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

            return TryParse(File.ReadAllText(path), mac, out keys, out problem);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = $"cannot be read: {e.Message}";
            return false;
        }
    }

    /// <summary>Reads the file's text.</summary>
    public static bool TryParse(string text, IMac mac, [NotNullWhen(true)] out ProtectionKey[]? keys, [NotNullWhen(false)] out string? problem)
    {
        List<ProtectionKey> found = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
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

            if (BrokenRule(entry, out string id, out byte[] key) is { } rule)
            {
                problem = $"line {number} {rule}";
                return false;
            }

            if (!ids.Add(id))
            {
                problem = $"line {number} has the client id \"{id}\" of an earlier line again";
                return false;
            }

            found.Add(new ProtectionKey(Encoding.UTF8.GetBytes(id), key, mac));
        }

        keys = [.. found];
        problem = null;
        return true;
    }

    private static string? BrokenRule(string entry, out string id, out byte[] key)
    {
        int colon = entry.LastIndexOf(':');
        id = colon < 0 ? "" : entry[..colon];
        key = ProtectionKeyText.Parse(entry[(colon + 1)..]);
        if (Encoding.UTF8.GetByteCount(id) is 0 or > ClientIdBytesMax)
        {
            return $"must be clientid:hexkey, with a client id of 1 to {ClientIdBytesMax} octets";
        }

        return key is null ? $"must have after the last colon a key of {ProtectionKeyText.AllowedText}" : null;
    }
}
