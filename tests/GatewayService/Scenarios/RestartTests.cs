using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>What clients find after the gateway was killed or stopped, and started again with the same store.</summary>
[TestClass]
public sealed class RestartTests
{
    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_client_goes_on_with_its_topic_ids_and_subscriptions_as_if_nothing_had_happened(string mode)
    {
        using StoreScene scene = await StoreScene.StartAsync(mode);
        using SnPeer client = SnPeer.Connected(scene.EndPoint, cleanSession: false);
        int up = client.Register("up/topic");
        client.Subscribe("down/topic", 2);
        client.Publish(up, "before", 2);

        await scene.KillAndStartAsync();

        client.Publish(up, "after", 2);
        await scene.Subscriber.WaitForAsync("up/topic", "after");
        using MqttPeer peer = await MqttPeer.StartAsync(scene.Broker);
        await peer.PublishAsync("down/topic", "hello", 1);
        Assert.AreEqual(("down/topic", "hello"), client.ExpectNamedPublish());
        CollectionAssert.AreEqual(
            new[] { "before", "after" }, scene.Subscriber.On("up/topic").Select(message => message.Payload).ToArray());
    }

    [TestMethod]
    public async Task What_waits_for_a_sleeper_waits_on_in_its_order()
    {
        using StoreScene scene = await StoreScene.StartAsync("aggregating");
        using SnPeer client = SnPeer.Connected(scene.EndPoint);
        client.Subscribe("down/topic", 1);
        client.Sleep(600);
        using MqttPeer peer = await MqttPeer.StartAsync(scene.Broker);
        for (int i = 0; i < 9; i++)
        {
            await peer.PublishAsync("down/topic", $"{i}", i % 3);
        }

        // What is acknowledged to the broker, in the order of its connection, is kept: the last of the six at QoS 1 too.
        await Wait.UntilAsync(
            () => scene.Broker.CountOf("Received PUBACK from sensornet-gateway") >= 6, "the gateway has all", details: () => scene.Broker.Output);
        await scene.KillAndStartAsync();
        await peer.PublishAsync("down/topic", "9", 1);
        await Wait.UntilAsync(() => Wake(client).Contains("9"), "the sleeper gets all", details: () => scene.Gateway.Output);
        CollectionAssert.AreEqual(Enumerable.Range(0, 10).Select(i => $"{i}").ToArray(), _got.Distinct().ToArray());
    }

    [TestMethod]
    public async Task The_will_of_a_client_that_is_gone_is_published_after_the_restart()
    {
        using StoreScene scene = await StoreScene.StartAsync("aggregating");
        using SnPeer client = new SnPeer(scene.EndPoint);
        client.ConnectWithWill("will/topic", "gone", keepAlive: 2);

        await scene.KillAndStartAsync();

        await scene.Subscriber.WaitForAsync("will/topic", "gone");
    }

    [TestMethod]
    public async Task A_planned_stop_keeps_the_sessions_too()
    {
        using StoreScene scene = await StoreScene.StartAsync("aggregating");
        using SnPeer client = SnPeer.Connected(scene.EndPoint, cleanSession: false);
        client.Subscribe("down/topic", 1);

        await scene.StopAndStartAsync();

        client.Expect(MessageType.Disconnect);
        client.Connect(cleanSession: false);
        using MqttPeer peer = await MqttPeer.StartAsync(scene.Broker);
        await peer.PublishAsync("down/topic", "hello", 1);
        Assert.AreEqual(("down/topic", "hello"), client.ExpectNamedPublish());
    }

    [TestMethod]
    public async Task A_session_whose_client_was_away_for_too_long_has_ended_meanwhile()
    {
        using StoreScene scene = await StoreScene.StartAsync("aggregating", "--Timing:SessionExpirySeconds", "1");
        using SnPeer client = SnPeer.Connected(scene.EndPoint, cleanSession: false);
        client.Subscribe("down/topic", 1);
        client.Disconnect();
        await scene.KillAndStartAsync();

        // The broker is told that nobody wants the filter any more.
        await Wait.UntilAsync(
            () => scene.Broker.Output.Contains("down/topic", StringComparison.Ordinal)
                && scene.Broker.Output.Contains("Received UNSUBSCRIBE", StringComparison.Ordinal),
            "the filter is unsubscribed", details: () => scene.Broker.Output + scene.Gateway.Output);
    }

    [TestMethod]
    public async Task With_fewer_shards_than_there_are_sessions_of_so_many_are_run()
    {
        using StoreScene scene = await StoreScene.StartAsync("aggregating");
        SnPeer[] clients = [.. Enumerable.Range(0, 12).Select(i => SnPeer.Connected(scene.EndPoint, $"client-{i}", cleanSession: false))];
        int[] topics = [.. clients.Select(client => client.Register($"up/{client.Id}"))];

        await scene.KillAndStartAsync("--Gateway:Shards", "1");

        for (int i = 0; i < clients.Length; i++)
        {
            clients[i].Publish(topics[i], "after", 2);
            clients[i].Dispose();
        }

        Assert.IsTrue(scene.Gateway.Says("the store has sessions of 2 shards: so many are run, not 1"), scene.Gateway.Output);
    }

    [TestMethod]
    public async Task A_broker_that_has_forgotten_is_told_again_that_the_store_is_used()
    {
        using StoreScene scene = await StoreScene.StartAsync("aggregating");
        await scene.Subscriber.WaitForAsync("gateways/1/store/0", "on");

        await scene.Broker.KillAsync();
        await scene.Broker.StartAsync();

        using Subscriber after = await Subscriber.StartAsync(scene.Broker, "gateways/1/store/#");
        await after.WaitForAsync("gateways/1/store/0", "on", details: () => scene.Gateway.Output);
        await after.WaitForAsync("gateways/1/store/1", "on", details: () => scene.Gateway.Output);
    }

    [TestMethod]
    [DataRow("continue")]
    [DataRow("stop")]
    public async Task A_second_gateway_on_the_same_store_does_not_start(string onFailure)
    {
        using StoreScene scene = await StoreScene.StartAsync("aggregating");

        using GatewayProcess second = GatewayProcess.StartWithoutWaiting(
            "--Broker:Port", $"{scene.Broker.Port}", "--Udp:Listen", "127.0.0.1:0", "--Persistence:Path", scene.Folder,
            "--Persistence:OnFailure", onFailure);

        Assert.AreEqual(4, await second.WaitForExitAsync(), second.Output);
        StringAssert.Contains(second.Output, scene.Folder);
        StringAssert.Contains(second.Output, "another process");
    }

    private readonly List<string> _got = [];

    private List<string> Wake(SnPeer client)
    {
        client.SendWakeUp();
        while (client.TakeUntilPingResp() is { } data)
        {
            _got.Add(data);
        }

        return _got;
    }
}
