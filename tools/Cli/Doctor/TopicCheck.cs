using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SensorNet.Cli.Brokers;
using SensorNet.Device;

namespace SensorNet.Cli.Doctor;

/// <summary>
/// Whether the broker allows what a node does, by doing it: will, retained status, readings, commands. MQTT 5 is spoken for that, as a broker
/// tells of a refused message only there (a PUBACK of MQTT 3.1.1 has no reason code).
/// </summary>
internal sealed class TopicCheck(DoctorPlan plan, CheckReport report)
{
    public const string WillName = "acl.will";
    public const string RetainedName = "broker.retained";
    public const string Name = "acl";

    private const string Online = "online";

    private readonly (string Name, string Topic, string Payload, bool Retain)[] _messages =
    [
        ("status", plan.Topics.Status.Value, Online, true),
        ("info", plan.Topics.Info.Value, "{}", true),
        ("readings", plan.Topics.Readings.Value, "", false),
        ("diagnostics", plan.Topics.Diagnostics.Value, "", false),
        ("responses", plan.Topics.Responses.Value, "", false),
    ];

    private readonly string _status = plan.Topics.Status.Value;

    public async Task RunAsync(CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(plan.Broker.Timeout * 3);
        try
        {
            await TryAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (ConnectFailure.IsOne(failure) && !stop.IsCancellationRequested)
        {
            report.Failed(
                Name, $"the connection was lost while topics were tried: {ConnectFailure.DescribeLoss(failure)}", "what does the broker's log say?");
        }
    }

    private async Task TryAsync(CancellationToken stop)
    {
        using StatusObserver observer = new(plan.Broker, _status);
        MqttClientConnectResultCode reached = await observer.ConnectAsync(stop).ConfigureAwait(false);
        if (IsOtherVersion(reached))
        {
            report.Skipped(Name, "the broker does not speak MQTT 5: with MQTT 3.1.1 it does not tell what it does not allow");
            return;
        }

        if (reached != MqttClientConnectResultCode.Success)
        {
            report.Warning(
                Name, $"the broker lets this client in with MQTT 3.1.1, and not with MQTT 5 ({reached}): topics are not tried",
                "a node speaks MQTT 3.1.1; what does the broker's log say?");
            return;
        }

        if (plan.IsRealNode && observer.Retained is { Length: > 0 } status)
        {
            report.Skipped(
                Name, $"the node has a retained status ('{status}') on {_status}: its topics are not written to; leave --id out to try with others");
            return;
        }

        if (plan.IsRealNode && !await observer.CanReadAsync(stop).ConfigureAwait(false))
        {
            // The node may be in use: what it has retained is left alone, and its will.
            await TryWithoutRetainAsync(stop).ConfigureAwait(false);
            return;
        }

        await TryAsNodeAsync(observer, stop).ConfigureAwait(false);
    }

    // [MQTT-3.1.2-2]: a broker that knows MQTT 3.1.1 alone answers another level with return code 0x01, which is no reason code of MQTT 5; MQTTnet
    // hands it on as it is.
    private static bool IsOtherVersion(MqttClientConnectResultCode code) =>
        code == MqttClientConnectResultCode.UnsupportedProtocolVersion
        || (int)code == (int)MqttConnectReturnCode.ConnectionRefusedUnacceptableProtocolVersion;

    private async Task TryWithoutRetainAsync(CancellationToken stop)
    {
        using IMqttClient node = new MqttClientFactory().CreateMqttClient();
        MqttClientOptions options = ProbeOptions.Create(plan.Broker, new BrokerConnection(plan.Broker), MqttProtocolVersion.V500).Build();
        MqttClientConnectResult connected = await node.ConnectAsync(options, stop).ConfigureAwait(false);
        if (connected.ResultCode != MqttClientConnectResultCode.Success)
        {
            report.Failed(
                Name, $"the broker refuses a further client ({connected.ResultCode})", "a node may be refused, too: what does the broker's log say?");
            return;
        }

        JudgeRetain(connected);
        foreach ((string name, string topic, _, _) in _messages)
        {
            await TryPublishAsync(node, $"{Name}.{name}", topic, "", retain: false, stop).ConfigureAwait(false);
        }

        await new CommandCheck(plan.Topics, report).RunAsync(node, stop).ConfigureAwait(false);
        await node.TryDisconnectAsync().ConfigureAwait(false);
        report.Skipped(
            WillName,
            $"this user cannot read {_status}, so that nobody sees whether the node is in use: nothing retained was written; "
            + "a node need not read it");
    }

    private async Task TryAsNodeAsync(StatusObserver observer, CancellationToken stop)
    {
        using IMqttClient node = new MqttClientFactory().CreateMqttClient();
        MqttClientOptions options = ProbeOptions.Create(plan.Broker, new BrokerConnection(plan.Broker), MqttProtocolVersion.V500)
            .WithWillTopic(_status)
            .WithWillPayload("offline")
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        MqttClientConnectResult connected = await node.ConnectAsync(options, stop).ConfigureAwait(false);
        if (connected.ResultCode != MqttClientConnectResultCode.Success)
        {
            report.Failed(
                WillName,
                $"the broker refuses a client with a will on {_status} ({connected.ResultCode})",
                $"a node would be refused: allow its user to write to {_status}");
            return;
        }

        try
        {
            JudgeRetain(connected);
            bool takesStatus = true;
            foreach ((string name, string topic, string payload, bool retain) in _messages)
            {
                bool taken = await TryPublishAsync(node, $"{Name}.{name}", topic, payload, retain, stop).ConfigureAwait(false);
                takesStatus &= taken || topic != _status;
            }

            await new CommandCheck(plan.Topics, report).RunAsync(node, stop).ConfigureAwait(false);
            await TryWillAsync(node, observer, takesStatus, stop).ConfigureAwait(false);
        }
        finally
        {
            // Also when the user ends it: nothing of it is left behind.
            using CancellationTokenSource limit = new CancellationTokenSource(plan.Broker.Timeout);
            await observer.ClearAsync([.. _messages.Where(each => each.Retain).Select(each => each.Topic)], limit.Token).ConfigureAwait(false);
        }
    }

    private void JudgeRetain(MqttClientConnectResult connected)
    {
        if (!connected.RetainAvailable)
        {
            report.Failed(RetainedName, "the broker keeps no retained messages", "nobody would see the status of a node that went offline earlier");
        }
    }

    private async Task<bool> TryPublishAsync(IMqttClient node, string name, string topic, string payload, bool retain, CancellationToken stop)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        MqttClientPublishResult result = await node.PublishAsync(message, stop).ConfigureAwait(false);

        // MQTT 5, 3.4.2.1: below 0x80 is success, "no matching subscribers" included.
        if ((int)result.ReasonCode < 0x80)
        {
            report.Ok(name, $"the broker takes messages to {topic}{(retain ? ", retained" : "")}");
            return true;
        }

        report.Failed(
            name,
            $"the broker does not take messages to {topic} ({result.ReasonCode})",
            "a node would not be told, and what it sends would be lost: allow its user to write there");
        return false;
    }

    private async Task TryWillAsync(IMqttClient node, StatusObserver observer, bool takesStatus, CancellationToken stop)
    {
        // MQTT 5, 3.14.2.1: DISCONNECT with 0x04 has the will published.
        await node.DisconnectAsync(
            new MqttClientDisconnectOptions { Reason = MqttClientDisconnectOptionsReason.DisconnectWithWillMessage }, stop).ConfigureAwait(false);
        if (!takesStatus)
        {
            report.Skipped(WillName, $"it goes to {_status}, too");
            return;
        }

        // Also where the subscription was granted: a broker may deliver nothing.
        if (!observer.IsSubscribed || !await observer.SeesAsync(Online, stop).ConfigureAwait(false))
        {
            report.Skipped(WillName, $"{_status} cannot be read by this user, so that nobody sees the will; a node does not need to");
            return;
        }

        if (await observer.SeesAsync("offline", stop).ConfigureAwait(false))
        {
            report.Ok(WillName, $"the will of a client that is gone arrives on {_status}");
        }
        else
        {
            report.Failed(
                WillName,
                $"the will of a client that is gone did not arrive on {_status}",
                $"a node that loses its power would be shown as online: allow its user to write to {_status}");
        }
    }
}
