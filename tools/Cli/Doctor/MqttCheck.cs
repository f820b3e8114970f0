using MQTTnet;
using MQTTnet.Formatter;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Doctor;

/// <summary>Whether the broker lets a client in as a node comes: MQTT 3.1.1, with its user name and password.</summary>
internal static class MqttCheck
{
    public const string Name = "broker.mqtt";

    /// <returns>Whether it was let in.</returns>
    public static async Task<bool> RunAsync(BrokerOptions broker, CheckReport report, CancellationToken stop)
    {
        BrokerConnection connection = new BrokerConnection(broker);
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(broker.Timeout);
        try
        {
            MqttClientOptions options = ProbeOptions.Create(broker, connection, MqttProtocolVersion.V311).Build();
            MqttClientConnectResult result = await client.ConnectAsync(options, limit.Token).ConfigureAwait(false);
            Judge(result.ResultCode, broker, report);
            await client.TryDisconnectAsync().ConfigureAwait(false);
            return result.ResultCode == MqttClientConnectResultCode.Success;
        }
        catch (Exception failure) when (ConnectFailure.IsOne(failure) && !stop.IsCancellationRequested)
        {
            report.Failed(Name, ConnectFailure.Describe(failure, connection, broker), "a node would see no CONNACK, and try again and again");
            return false;
        }
    }

    private static void Judge(MqttClientConnectResultCode code, BrokerOptions broker, CheckReport report)
    {
        string who = broker.User is null ? "without a user name" : $"as user '{broker.User}'";
        switch (code)
        {
            case MqttClientConnectResultCode.Success:
                report.Ok(Name, $"the broker lets a client in {who}");
                break;
            case MqttClientConnectResultCode.BadUserNameOrPassword or MqttClientConnectResultCode.NotAuthorized:
                report.Failed(
                    Name,
                    $"the broker does not let a client in {who} ({code})",
                    broker.User is null
                        ? "give --user and a password; a node needs brokerUser and brokerPassword"
                        : "check user name and password; a node that is refused so tries again every 60 s only");
                break;
            default:
                report.Failed(Name, $"the broker refused a client {who} ({code})", "a node would be refused, too");
                break;
        }
    }
}
