using System.Diagnostics;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class SleepTests
{
    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_sleeper_gets_its_messages_when_it_wakes(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, "sleeper");
        client.Subscribe("valve/set", 1);
        client.Sleep(600);

        await publisher.PublishAsync("valve/set", "first", 1);
        await publisher.PublishAsync("valve/set", "second", 0);

        Assert.IsFalse(client.TryRead(TimeSpan.Zero), "a sleeper is left alone");
        CollectionAssert.AreEqual(new[] { "first", "second" }, WakeUntil(client, 2));
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_sleeper_that_wakes_at_other_addresses_is_known_by_its_id_in_every_shard(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint, "sleeper");
        client.Subscribe("valve/set", 1);
        client.Sleep(600);
        for (int wake = 0; wake < 8; wake++)
        {
            using SnPeer elsewhere = new SnPeer(gateway.EndPoint, "sleeper");
            await publisher.PublishAsync("valve/set", $"wake {wake}", 1);

            CollectionAssert.AreEqual(new[] { $"wake {wake}" }, WakeUntil(elsewhere, 1));
        }
    }

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_session_that_is_kept_goes_on_at_other_addresses_in_every_shard(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using MqttPeer publisher = await MqttPeer.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode);
        using (SnPeer client = SnPeer.Connected(gateway.EndPoint, "roamer", cleanSession: false))
        {
            client.Subscribe("valve/set", 1);
        }

        for (int move = 0; move < 8; move++)
        {
            using SnPeer elsewhere = SnPeer.Connected(gateway.EndPoint, "roamer", cleanSession: false);

            await publisher.PublishAsync("valve/set", $"move {move}", 1);

            elsewhere.ExpectRegister();
            Assert.AreEqual($"move {move}", elsewhere.ExpectPublish(1));

            // The gateway has the acknowledgement before the client is elsewhere; otherwise it sends the message again, as it must.
            elsewhere.SendPing();
            elsewhere.Expect(MessageType.PingResp);
        }
    }

    // Wakes up as often as it takes until so many messages have come; each awake phase ends with PINGRESP.
    private static List<string> WakeUntil(SnPeer sleeper, int count)
    {
        List<string> got = new List<string>();
        for (Stopwatch patience = Stopwatch.StartNew(); got.Count < count && patience.Elapsed < Wait.Patience;)
        {
            sleeper.SendWakeUp();
            while (sleeper.TakeUntilPingResp() is { } data)
            {
                got.Add(data);
            }
        }

        return got;
    }
}
