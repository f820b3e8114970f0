using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Lossless;

/// <summary>
/// Nothing that was acknowledged is lost with Mosquitto as it is: at its defaults it has 20 messages of a connection in flight, loses what exceeds
/// that at QoS 2, and drops what exceeds 1,000 that wait (<c>max_queued_messages</c>; 0 is no limit).
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class LosslessTests
{
    private const string NoLimit = "max_queued_messages 0";

    [TestMethod]
    [DataRow("aggregating", 1, 60, "")]
    [DataRow("aggregating", 2, 60, "")]
    [DataRow("aggregating", 1, 1000, "")]
    [DataRow("aggregating", 2, 1000, "")]
    [DataRow("aggregating", 1, 1000, NoLimit)]
    [DataRow("aggregating", 2, 1000, NoLimit)]
    [DataRow("transparent", 1, 60, "")]
    [DataRow("transparent", 2, 60, "")]
    [DataRow("transparent", 1, 1000, "")]
    [DataRow("transparent", 2, 1000, "")]
    [DataRow("transparent", 1, 1000, NoLimit)]
    [DataRow("transparent", 2, 1000, NoLimit)]
    public async Task Every_message_that_a_client_has_acknowledged_is_delivered(string mode, int qos, int clients, string brokerLine)
    {
        int messagesEach = clients == 60 ? 30 : 5;
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: brokerLine);
        using Collector collector = await Collector.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Logging:Level", "information"]);
        using SnCrowd crowd = new SnCrowd(gateway.EndPoint, clients);
        crowd.Connect();

        crowd.Publish(qos, messagesEach);

        Assert.AreEqual("", string.Join('\n', crowd.Refusals), "what exceeds the window waits, and nothing is refused");
        await Wait.UntilAsync(
            () => collector.Count >= clients * messagesEach, "every message",
            details: () => $"{collector.Count} came; the gateway says: {gateway.Output}\nthe broker: {broker.Output}");
        foreach (CrowdClient client in crowd.Clients)
        {
            AssertAll(qos, messagesEach, collector.On(client.Topic), client.Topic);
        }
    }

    [TestMethod]
    [DataRow("aggregating", 1, 60, "")]
    [DataRow("aggregating", 2, 60, "")]
    [DataRow("aggregating", 1, 1000, "")]
    [DataRow("aggregating", 2, 1000, "")]
    [DataRow("aggregating", 1, 1000, NoLimit)]
    [DataRow("aggregating", 2, 1000, NoLimit)]
    [DataRow("transparent", 1, 1000, "")]
    [DataRow("transparent", 2, 1000, NoLimit)]
    public async Task A_burst_to_slow_clients_loses_none(string mode, int qos, int clients, string brokerLine)
    {
        int messagesEach = clients == 60 ? 30 : 5;
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: brokerLine);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Logging:Level", "information"]);
        using SnCrowd crowd = new SnCrowd(gateway.EndPoint, clients, answerDelay: TimeSpan.FromMilliseconds(100));
        crowd.Connect(qos);
        using BurstWriter writer = new BurstWriter(broker.Port);
        string[] topics = [.. crowd.Clients.Select(client => client.Topic)];
        int count = clients * messagesEach;

        // Without a limit all of them are written at once. At the defaults the broker takes no more than it passes on while the machine is busy.
        Task writing = Task.Run(() => writer.Write(topics, messagesEach, brokerLine == NoLimit ? count : 100));
        crowd.ReceiveUntil(count, () => $"the gateway says: {gateway.Output}\nthe broker: {broker.Output}");
        await writing;

        foreach (CrowdClient client in crowd.Clients)
        {
            AssertAll(qos, messagesEach, [.. client.Received], client.Topic);
        }
    }

    private static void AssertAll(int qos, int messagesEach, string[] received, string topic)
    {
        IEnumerable<string> numbers = qos == 1 ? received.Distinct() : received;
        CollectionAssert.AreEqual(Enumerable.Range(0, messagesEach).Select(number => $"{number}").ToArray(), numbers.ToArray(), topic);
    }
}
