using System.Runtime.InteropServices;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Shards;

/// <summary>A client id as a value: its octets, 1 to 23, and how many.</summary>
internal readonly record struct ClientKey(ulong First, ulong Second, ulong Third)
{
    public static ClientKey Of(ReadOnlySpan<byte> clientId)
    {
        Span<ulong> words = stackalloc ulong[3];
        words.Clear();
        var octets = MemoryMarshal.AsBytes(words);
        clientId.CopyTo(octets[..Limits.ClientIdLengthMax]);
        octets[^1] = (byte)clientId.Length;
        return new ClientKey(words[0], words[1], words[2]);
    }

    public byte[] ToArray()
    {
        ReadOnlySpan<ulong> words = [First, Second, Third];
        var octets = MemoryMarshal.AsBytes(words);
        return octets[..octets[^1]].ToArray();
    }
}
