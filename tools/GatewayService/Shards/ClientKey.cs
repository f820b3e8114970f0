using System.Runtime.InteropServices;
using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Shards;

/// <summary>A client id as a value: its first 23 octets and how many it has; the rest, where there is any, a character an octet.</summary>
internal readonly record struct ClientKey(ulong First, ulong Second, ulong Third, string? Rest)
{
    /// <summary>The longest client id, in octets.</summary>
    public const int LengthMax = 255;

    public static ClientKey Of(ReadOnlySpan<byte> clientId)
    {
        Span<ulong> words = stackalloc ulong[3];
        words.Clear();
        Span<byte> octets = MemoryMarshal.AsBytes(words);
        ReadOnlySpan<byte> begin = clientId[..Math.Min(clientId.Length, Limits.ClientIdLengthMax)];
        begin.CopyTo(octets);
        octets[^1] = (byte)clientId.Length;
        string? rest = clientId.Length > begin.Length ? Encoding.Latin1.GetString(clientId[begin.Length..]) : null;
        return new ClientKey(words[0], words[1], words[2], rest);
    }

    public byte[] ToArray()
    {
        ReadOnlySpan<ulong> words = [First, Second, Third];
        ReadOnlySpan<byte> octets = MemoryMarshal.AsBytes(words);
        return Rest is null ? octets[..octets[^1]].ToArray() : [.. octets[..Limits.ClientIdLengthMax], .. Encoding.Latin1.GetBytes(Rest)];
    }
}
