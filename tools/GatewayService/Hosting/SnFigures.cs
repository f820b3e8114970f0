using System.Globalization;
using SensorNet.GatewayService.Metrics;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>The statistics line: the metrics that an operator reads first. Read from another thread, so an estimate while the shards run.</summary>
internal static class SnFigures
{
    public static string Of(GatewayMeter meter)
    {
        long Lost(LossReason reason) => meter.Sum(MetricTable.Lost, (int)reason);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{meter.Sum(MetricTable.Received)} datagrams received, {meter.Sum(MetricTable.Sent)} sent, {meter.Sum(MetricTable.TooLong)} too long, "
            + $"{meter.Sum(MetricTable.Unsent)} not sent, {meter.Sum(MetricTable.HandedOver)} handed over, "
            + $"{meter.Sum(MetricTable.Dropped)} dropped between shards; "
            + $"{meter.Sum(MetricTable.Clients)} clients, {meter.Sum(MetricTable.Up)} messages up ({LossText.Sum(LossText.OfClients, Lost)}), "
            + $"{meter.Sum(MetricTable.Down)} delivered down ({LossText.Sum(LossText.ToClients, Lost)}), "
            + $"{meter.Sum(MetricTable.Waiting)} waiting, "
            + $"{meter.Sum(MetricTable.SentAgain)} sent again, {meter.Sum(MetricTable.ClientsLost)} clients lost, "
            + $"{meter.Sum(MetricTable.Recalls)} told to connect again, "
            + $"{meter.Sum(MetricTable.ShortConnections)} of their broker connections ended soon, "
            + $"wills and subscriptions ({LossText.Sum(LossText.OfOthers, Lost)}), {meter.Sum(MetricTable.InFlight)} with the broker");
    }
}
