using System.Diagnostics;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>MQTT 5 with Mosquitto between the gateway and somebody else's client.</summary>
[TestClass]
public sealed class Version5MosquittoTests
{
    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_sleeper_does_not_get_what_has_expired(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, mode);
        using IMqttClient publisher = await ConnectAsync(broker);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("news", 1);
        client.Sleep(600);
        Stopwatch watch = Stopwatch.StartNew();
        await PublishAsync(publisher, "news", "old", message => message.WithMessageExpiryInterval(1));
        await PublishAsync(publisher, "news", "new", message => message.WithMessageExpiryInterval(600));
        await Wait.UntilAsync(() => watch.ElapsedMilliseconds > 1_500, "the first has expired");

        List<string> got = [];
        await Wait.UntilAsync(
            () =>
            {
                client.SendWakeUp();
                while (client.TakeUntilPingResp() is { } data)
                {
                    got.Add(data);
                }

                return got.Count > 0;
            },
            "the sleeper gets the second", details: () => gateway.Output);

        CollectionAssert.AreEqual(new[] { "new" }, got);
        await Wait.UntilAsync(() => gateway.Says("that expired while they waited"), "the log says what was dropped", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task Overlapping_filters_of_several_clients_bring_each_its_own_messages_once()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using IMqttClient publisher = await ConnectAsync(broker);
        string[] filters = ["house/#", "house/+/light", "house/kitchen/light", "house/kitchen/+"];
        SnPeer[] clients = [.. filters.Select((_, i) => SnPeer.Connected(gateway.EndPoint, $"client{i}"))];
        for (int i = 0; i < clients.Length; i++)
        {
            clients[i].Subscribe(filters[i], i % 2);
        }

        for (int i = 0; i < 5; i++)
        {
            await PublishAsync(publisher, "house/kitchen/light", $"{i}");
        }

        for (int client = 0; client < clients.Length; client++)
        {
            for (int i = 0; i < 5; i++)
            {
                Assert.AreEqual($"{i}", clients[client].ExpectNamedPublish().Data, filters[client]);
                Assert.AreEqual(client % 2, clients[client].Message.Qos, filters[client]);
            }

            clients[client].SendPing();
            clients[client].Expect(MqttSn.MessageType.PingResp);
            clients[client].Dispose();
        }
    }

    [TestMethod]
    public async Task Retained_messages_of_overlapping_filters_come_once_to_each_that_subscribes()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating");
        using IMqttClient publisher = await ConnectAsync(broker);
        for (int i = 0; i < 10; i++)
        {
            await PublishAsync(publisher, $"state/{i}", $"{i}", message => message.WithRetainFlag());
        }

        SnPeer[] clients = [.. Enumerable.Range(0, 6).Select(i => SnPeer.Connected(gateway.EndPoint, $"client{i}"))];
        Array.ForEach(clients, client => client.SendSubscribe(client.Id is "client0" or "client3" ? "state/#" : "state/+", 1));

        foreach (SnPeer client in clients)
        {
            List<string> got = [];
            while (got.Count < 10)
            {
                if (client.Next("a retained message") == MqttSn.MessageType.Publish)
                {
                    got.Add(client.Data);
                    Assert.IsTrue(client.Message.Retain);
                }
            }

            CollectionAssert.AreEquivalent(Enumerable.Range(0, 10).Select(i => $"{i}").ToArray(), got, client.Id);
        }

        foreach (SnPeer client in clients)
        {
            client.SendPing();
            client.Expect(MqttSn.MessageType.PingResp);
            client.Dispose();
        }
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_shared_subscription_brings_each_message_to_one_of_its_clients(string mode)
    {
        const int Count = 24;
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, mode);
        using IMqttClient publisher = await ConnectAsync(broker);
        SnPeer[] clients = [.. Enumerable.Range(0, 4).Select(i => SnPeer.Connected(gateway.EndPoint, $"worker{i}"))];
        Array.ForEach(clients, client => client.Subscribe("$share/workers/jobs/+", 1));

        for (int i = 0; i < Count; i++)
        {
            await PublishAsync(publisher, "jobs/x", $"{i}");
        }

        List<string> got = [];
        await Wait.UntilAsync(
            () =>
            {
                foreach (SnPeer client in clients.Where(client => client.HasMessage(TimeSpan.Zero)))
                {
                    if (client.Next("a job") == MqttSn.MessageType.Publish)
                    {
                        got.Add(client.Data);
                    }
                }

                return got.Count >= Count;
            },
            "each job is somebody's", details: () => gateway.Output);

        CollectionAssert.AreEquivalent(Enumerable.Range(0, Count).Select(i => $"{i}").ToArray(), got);
        Array.ForEach(clients, client => client.Dispose());
    }

    [TestMethod]
    public async Task An_ordinary_subscriber_sees_who_publishes_and_the_topic_behind_its_alias()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker, "aggregating", "--Broker:UserProperties", "true", "--Gateway:Id", "3");
        using IMqttClient subscriber = await ConnectAsync(broker);
        System.Collections.Concurrent.ConcurrentQueue<MqttApplicationMessage> got = new();
        subscriber.ApplicationMessageReceivedAsync += received =>
        {
            got.Enqueue(received.ApplicationMessage);
            return Task.CompletedTask;
        };
        await subscriber.SubscribeAsync("house/#", MqttQualityOfServiceLevel.ExactlyOnce);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, "node");
        int[] topics = [.. Enumerable.Range(0, 20).Select(i => client.Register($"house/room{i}/temperature"))];

        for (int i = 0; i < 100; i++)
        {
            client.Publish(topics[i % topics.Length], $"{i}", i % 3);
        }

        await Wait.UntilAsync(() => got.Count == 100, "all arrive", details: () => gateway.Output);
        foreach (MqttApplicationMessage message in got)
        {
            int number = int.Parse(message.ConvertPayloadToString(), System.Globalization.CultureInfo.InvariantCulture);
            Assert.AreEqual($"house/room{number % topics.Length}/temperature", message.Topic);
            Assert.AreEqual("gateway=3 clientid=node", Text(message.UserProperties));
        }
    }

    private static string Text(IEnumerable<MqttUserProperty> properties) =>
        string.Join(' ', properties.Select(property => $"{property.Name}={property.ReadValueAsString()}"));

    private static Task<GatewayProcess> StartAsync(MosquittoBroker broker, string mode, params string[] more) =>
        GatewayProcess.StartAsync(broker, mode, more: ["--Broker:Version", "5", .. more]);

    private static async Task<IMqttClient> ConnectAsync(MosquittoBroker broker)
    {
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).WithProtocolVersion(MqttProtocolVersion.V500).Build());
        return client;
    }

    private static Task PublishAsync(IMqttClient client, string topic, string payload, Action<MqttApplicationMessageBuilder>? more = null)
    {
        MqttApplicationMessageBuilder message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce);
        more?.Invoke(message);
        return client.PublishAsync(message.Build());
    }
}
