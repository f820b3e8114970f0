using MQTTnet;
using MQTTnet.Protocol;
using SensorNet.Device;

namespace SensorNet.Cli.Doctor;

/// <summary>
/// Whether a command reaches a node: it subscribes, and an empty message, which a node takes for no command, is sent. A broker can grant a
/// subscription and deliver nothing, as Mosquitto does with an ACL file, so that only the message itself tells.
/// </summary>
internal sealed class CommandCheck(NodeTopics topics, CheckReport report)
{
    public const string Name = "acl.commands";

    private static readonly TimeSpan DeliveryMax = TimeSpan.FromSeconds(2);

    private readonly string _topic = topics.Commands.Value;

    /// <param name="node">A client that is connected as the node would be.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(IMqttClient node, CancellationToken stop)
    {
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        node.ApplicationMessageReceivedAsync += received =>
        {
            if (received.ApplicationMessage.Topic == _topic && !received.ApplicationMessage.Retain)
            {
                arrived.TrySetResult();
            }

            return Task.CompletedTask;
        };
        MqttClientSubscribeOptions subscribe = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(_topic, MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        MqttClientSubscribeResult result = await node.SubscribeAsync(subscribe, stop).ConfigureAwait(false);
        if (result.Items.Any(each => each.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2))
        {
            Fail($"the broker refuses the subscription to {_topic} ({result.Items.First().ResultCode})");
            return;
        }

        MqttApplicationMessage nothing = new MqttApplicationMessageBuilder()
            .WithTopic(_topic)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        MqttClientPublishResult sent = await node.PublishAsync(nothing, stop).ConfigureAwait(false);

        // MQTT 5, 3.4.2.1: from 0x80 on it is refused.
        if ((int)sent.ReasonCode >= 0x80)
        {
            report.Skipped(
                Name,
                $"this user may not write to {_topic} ({sent.ReasonCode}), so that nobody sees whether a node could read it; a node need not write");
            return;
        }

        await JudgeAsync(arrived.Task, stop).ConfigureAwait(false);
    }

    private async Task JudgeAsync(Task arrived, CancellationToken stop)
    {
        try
        {
            await arrived.WaitAsync(DeliveryMax, stop).ConfigureAwait(false);
            report.Ok(Name, $"a message to {_topic} reaches a node");
        }
        catch (TimeoutException)
        {
            Fail($"the broker takes messages to {_topic} and does not deliver them to a node");
        }
    }

    private void Fail(string problem) =>
        report.Failed(Name, problem, $"commands would not reach a node: allow its user to read {_topic}");
}
