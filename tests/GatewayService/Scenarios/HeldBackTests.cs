using System.Diagnostics;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>
/// Mosquitto leaves Nagle's algorithm on (<c>set_tcp_nodelay</c>): what it has to say next it holds back until TCP has acknowledged what it said
/// last, which Linux puts off for 40 ms unless it is asked not to.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class HeldBackTests
{
    private const int Rounds = 41;

    // Half of the rounds take less, on a busy machine too; held back each takes 40 ms and more.
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(30);

    [TestMethod]
    [DataRow("set_tcp_nodelay false", 1)]
    [DataRow("set_tcp_nodelay true", 1)]
    [DataRow("set_tcp_nodelay false", 2)]
    [DataRow("set_tcp_nodelay true", 2)]
    public async Task Answers_to_messages_of_several_clients_are_not(string brokerLine, int qos)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: brokerLine);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker);
        SnPeer[] clients = [.. Enumerable.Range(0, 6).Select(i => SnPeer.Connected(gateway.EndPoint, $"client{i}"))];
        int[] topics = [.. clients.Select(client => client.Register($"t/{client.Id}"))];

        TimeSpan half = await MedianAsync(() =>
        {
            int[] ids = [.. clients.Select((client, i) => client.SendPublish(topics[i], "x", qos))];
            for (int i = 0; i < clients.Length; i++)
            {
                clients[i].Expect(qos == 1 ? MessageType.PubAck : MessageType.PubRec);
                if (qos == 2)
                {
                    clients[i].FinishQos2(ids[i]);
                }
            }

            return Task.CompletedTask;
        });

        Assert.IsLessThan(Held, half);
        Array.ForEach(clients, client => client.Dispose());
    }

    [TestMethod]
    [DataRow("set_tcp_nodelay false", 0)]
    [DataRow("set_tcp_nodelay true", 0)]
    [DataRow("set_tcp_nodelay false", 1)]
    public async Task Messages_one_after_another_to_a_client_are_not(string brokerLine, int qos)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(more: brokerLine);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Subscribe("down", qos);
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);

        TimeSpan half = await MedianAsync(() =>
        {
            Task publishing = Task.WhenAll(Enumerable.Range(0, 3).Select(i => publisher.PublishAsync("down", $"{i}", qos)));
            for (int i = 0; i < 3; i++)
            {
                Assert.AreEqual($"{i}", client.ExpectPublish(qos));
            }

            return publishing;
        });

        Assert.IsLessThan(Held, half);
    }

    // What a round leaves to be done is not measured.
    private static async Task<TimeSpan> MedianAsync(Func<Task> round)
    {
        List<TimeSpan> times = [];
        for (int i = 0; i < Rounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Task rest = round();
            times.Add(Stopwatch.GetElapsedTime(start));
            await rest;
        }

        times.Sort();
        return times[Rounds / 2];
    }
}
