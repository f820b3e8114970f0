using System.Globalization;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>One line of what the shards have counted together. Read from another thread, so an estimate while they run.</summary>
internal static class SnFigures
{
    public static string Of(IReadOnlyList<SnProtocol> protocols)
    {
        long Sum(Func<SnProtocol, long> figure) => protocols.Sum(figure);
        long Lost(LossReason reason) => Sum(p => p.Counters.Losses[(int)reason]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Sum(p => p.ClientCount)} clients, {Sum(p => p.Counters.PublishedUp)} messages up ({LossText.Sum(LossText.OfClients, Lost)}), "
            + $"{Sum(p => p.Counters.DeliveredDown)} delivered down ({LossText.Sum(LossText.ToClients, Lost)}), "
            + $"{Sum(p => p.BufferedMessageCount)} waiting, "
            + $"{Sum(p => p.Counters.Retransmissions)} sent again, {Sum(p => p.Counters.ClientsLost)} clients lost, "
            + $"{Sum(p => p.Counters.Recalls)} told to connect again, "
            + $"{Sum(p => p.Counters.ShortConnections)} of their broker connections ended soon, "
            + $"wills and subscriptions ({LossText.Sum(LossText.OfOthers, Lost)}), {Sum(p => p.Links.InFlightCount)} with the broker");
    }
}
