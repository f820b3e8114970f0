using System.Text;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>What outlives the process of a connection's exchanges at QoS 2, and what did.</summary>
/// <param name="journal">Where it is kept.</param>
/// <param name="link">The number of the link.</param>
internal sealed class ExchangeMemory(IExchangeJournal? journal, ulong link)
{
    /// <summary>Nothing outlives the process.</summary>
    public static ExchangeMemory None { get; } = new(null, 0);

    /// <summary>Exchanges that were under way, in their order.</summary>
    public IReadOnlyList<RestoredPacket> Packets { get; init; } = [];

    /// <summary>Packet ids of the broker's messages that PUBREL has not come for.</summary>
    public IReadOnlyList<int> Held { get; init; } = [];

    /// <summary>The number of a client id's link: FNV-1a, 64 bits. Two of a million client ids share one at odds of one in 37 million.</summary>
    public static ulong LinkOf(string clientId)
    {
        ulong hash = 14695981039346656037UL;
        foreach (byte octet in Encoding.UTF8.GetBytes(clientId))
        {
            hash = (hash ^ octet) * 1099511628211UL;
        }

        return hash;
    }

    public void Keep(in KeptPacket packet, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload) =>
        journal?.KeepPacket(link, packet, topic, payload);

    public void Release(in KeptPacket packet) => journal?.KeepRelease(link, packet);

    public void End(int packetId) => journal?.EndPacket(link, packetId);

    public void KeepHeld(int packetId) => journal?.KeepHeld(link, packetId);

    public void EndHeld(int packetId) => journal?.EndHeld(link, packetId);
}
