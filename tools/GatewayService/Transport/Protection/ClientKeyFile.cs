using System.Diagnostics.CodeAnalysis;
using System.Text;
using SensorNet.GatewayService.Files;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>
/// Reads the keys of clients: lines <c>clientid:hexkey</c>, and <c>#</c> at the beginning of a comment. A client id may have colons, a key has none.
/// </summary>
internal static class ClientKeyFile
{
    /// <summary>Octets of a client id: as many as a CONNECT with a length of one octet may have, and more.</summary>
    public const int ClientIdBytesMax = 255;

    /// <summary>Reads the file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="mac">HMAC-SHA256, which the keys are for.</param>
    /// <param name="keys">The keys, one a client id.</param>
    /// <param name="problem">What is wrong, with the line, and without any key.</param>
    public static bool TryRead(string path, IMac mac, [NotNullWhen(true)] out ProtectionKey[]? keys, [NotNullWhen(false)] out string? problem)
    {
        keys = null;
        string? text = EntryFile.Read(path, out problem);
        return text is not null && TryParse(text, mac, out keys, out problem);
    }

    /// <summary>Reads the file's text.</summary>
    public static bool TryParse(string text, IMac mac, [NotNullWhen(true)] out ProtectionKey[]? keys, [NotNullWhen(false)] out string? problem)
    {
        Dictionary<string, byte[]> found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        problem = EntryFile.Parse(text, entry => BrokenRule(entry, out string id, out byte[] key)
            ?? (found.TryAdd(id, key) ? null : $"has the client id \"{id}\" of an earlier line again"));
        keys = problem is null ? [.. found.Select(pair => new ProtectionKey(Encoding.UTF8.GetBytes(pair.Key), pair.Value, mac))] : null;
        return keys is not null;
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
