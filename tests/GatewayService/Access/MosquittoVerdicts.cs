using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Tests.Access;

/// <summary>What Mosquitto itself allows by an ACL file.</summary>
internal static class MosquittoVerdicts
{
    /// <summary>Each as "client write topic" or "client read topic".</summary>
    public static async Task<SortedSet<string>> AskAsync(AclCase acl, string file)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: $"acl_file {file}");
        using IMqttClient root = await ConnectAsync(broker, "root-client", "root");
        SortedSet<string> verdicts = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string clientId in acl.Clients)
        {
            using IMqttClient client = await ConnectAsync(broker, clientId, acl.Users.Contains(clientId) ? clientId : null);
            foreach (string topic in acl.Topics)
            {
                MqttClientPublishResult result = await client.PublishAsync(Message(topic));
                if (result.ReasonCode != MqttClientPublishReasonCode.NotAuthorized)
                {
                    verdicts.Add($"{clientId} write {topic}");
                }
            }

            foreach (string topic in await ReadAsync(client, root, acl))
            {
                verdicts.Add($"{clientId} read {topic}");
            }
        }

        return verdicts;
    }

    /// <summary>Publishes what is neither denied to everybody nor retained: one message to each topic, then the marker.</summary>
    public static async Task PublishAllAsync(IMqttClient root, AclCase acl)
    {
        foreach (string topic in acl.Topics.Where(topic => !topic.StartsWith("$SYS", StringComparison.Ordinal)).Append(AclCase.Marker))
        {
            await root.PublishAsync(Message(topic));
        }
    }

    public static async Task<IMqttClient> ConnectAsync(MosquittoBroker broker, string clientId, string? user)
    {
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", broker.Port).WithProtocolVersion(MqttProtocolVersion.V500).WithClientId(clientId);
        await client.ConnectAsync((user is null ? options : options.WithCredentials(user, "any")).Build());
        return client;
    }

    private static async Task<List<string>> ReadAsync(IMqttClient client, IMqttClient root, AclCase acl)
    {
        List<string> read = [];
        TaskCompletionSource done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += received =>
        {
            string topic = received.ApplicationMessage.Topic;
            if (topic == AclCase.Marker)
            {
                done.TrySetResult();
            }
            else
            {
                read.Add(topic);
            }

            return Task.CompletedTask;
        };
        await client.SubscribeAsync("#");
        await client.SubscribeAsync("$test/#");
        await PublishAllAsync(root, acl);
        await done.Task.WaitAsync(Wait.Patience);
        return read;
    }

    private static MqttApplicationMessage Message(string topic) => new MqttApplicationMessageBuilder()
        .WithTopic(topic).WithPayload(Encoding.UTF8.GetBytes("x")).WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build();
}
