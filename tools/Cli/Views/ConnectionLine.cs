using SensorNet.Cli.Brokers;
using SensorNet.Readings.Wording;

namespace SensorNet.Cli.Views;

/// <summary>Says in one line how it stands with the connection.</summary>
internal static class ConnectionLine
{
    public static string? Format(WatchEvent change, BrokerAddress broker, string topicFilter, string? gateway) => change switch
    {
        WatchEvent.Connected { Again: false } when gateway is not null =>
            $"connected to {broker}, following '{topicFilter}'; MQTT-SN gateway at {gateway} (UDP)",
        WatchEvent.Connected { Again: false } => $"connected to {broker}, following '{topicFilter}'",
        WatchEvent.Connected => $"connected to {broker} again",
        WatchEvent.Waiting { WasConnected: true } lost =>
            $"connection to {broker} lost ({lost.Reason}); trying again in {Units.Duration(lost.RetryIn)}",
        WatchEvent.Waiting failed =>
            $"cannot connect to {broker} ({failed.Reason}); attempt {failed.Failures + 1} in {Units.Duration(failed.RetryIn)}",
        _ => null,
    };
}
