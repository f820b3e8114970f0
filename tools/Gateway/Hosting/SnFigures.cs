using System.Globalization;

namespace SensorNet.GatewayService.Hosting;

/// <summary>One line of what the shards have counted together. Read from another thread, so an estimate while they run.</summary>
internal static class SnFigures
{
    public static string Of(IReadOnlyList<SnProtocol> protocols)
    {
        long Sum(Func<SnProtocol, long> figure) => protocols.Sum(figure);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Sum(p => p.ClientCount)} clients, {Sum(p => p.Counters.PublishedUp)} messages up ({Sum(p => p.Counters.DroppedUp)} dropped), "
            + $"{Sum(p => p.Counters.DeliveredDown)} delivered down ({Sum(p => p.Counters.DroppedQos0 + p.Counters.DroppedQos12)} dropped), "
            + $"{Sum(p => p.Counters.Retransmissions)} sent again, {Sum(p => p.Counters.ClientsLost)} clients lost, "
            + $"{Sum(p => p.Counters.Recalls)} told to connect again, "
            + $"{Sum(p => p.Counters.ShortConnections)} of their broker connections ended soon, "
            + $"{Sum(p => p.Links.InFlightCount)} with the broker");
    }
}
