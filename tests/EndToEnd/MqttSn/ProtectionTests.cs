namespace SensorNet.EndToEnd.Tests.MqttSn;

/// <summary>Emulated nodes and an emulated gateway with keys: MQTT-SN 2.0's protection encapsulation, from firmware to firmware.</summary>
[TestClass]
public sealed class ProtectionTests
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string OtherKey = "ffeeddccbbaa99887766554433221100";

    [TestMethod]
    [DataRow("none")]
    [DataRow("light")]
    [DataRow("deep")]
    public async Task Readings_of_a_node_with_a_key_arrive_in_every_sleep_mode(string sleep)
    {
        using GatewayScene scene = await StartAsync("all", "guarded");
        using EmulatedFirmware node = scene.StartNode(
            "guarded", ("sleep", sleep), ("intervalMs", sleep == "deep" ? 2000 : 1000), ("protectionKey", Key));
        await node.WaitForReadingsAsync(scene.Subscriber, 4);

        long[] seqs = scene.Subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => (long)i).ToArray(), seqs, node.Output);
        await node.WaitUntilOnlineAsync(scene.Subscriber);
        Assert.AreEqual(0, scene.Gateway.CountOf("protection: datagrams dropped"), scene.Gateway.Output);
    }

    [TestMethod]
    public async Task A_node_finds_another_start_of_its_gateway_again()
    {
        using GatewayScene scene = await StartAsync("clients", "guarded");
        using EmulatedFirmware node = scene.StartNode("guarded", ("protectionKey", Key), ("keepAliveSeconds", 5));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        scene.ReplaceGateway();
        int before = scene.Subscriber.On(node.Topic("readings")).Count;
        await node.WaitForReadingsAsync(scene.Subscriber, before + 2);
    }

    [TestMethod]
    public async Task A_node_with_the_wrong_key_says_so_and_is_not_heard()
    {
        using GatewayScene scene = await StartAsync("clients", "guarded");
        using EmulatedFirmware node = scene.StartNode("guarded", ("protectionKey", OtherKey));
        await Wait.UntilAsync(
            () => node.CountOf("protectionKey is not its key for this deviceId") == 1, "the node says so", details: () => node.Output);
        Assert.IsTrue(scene.Gateway.CountOf("unknownSender") > 0, scene.Gateway.Output);
        Assert.AreEqual(0, scene.Subscriber.On(node.Topic("readings")).Count);
    }

    [TestMethod]
    public async Task A_node_without_the_key_of_its_client_id_is_refused()
    {
        using GatewayScene scene = await StartAsync("clients", "guarded");
        using EmulatedFirmware node = scene.StartNode("guarded");
        await Wait.UntilAsync(
            () => node.CountOf("the gateway refuses the connection (code 3)") > 0, "the node is refused", details: () => node.Output);
        using EmulatedFirmware other = scene.StartNode("open");
        await other.WaitForReadingsAsync(scene.Subscriber, 1);
        Assert.AreEqual(0, scene.Subscriber.On(node.Topic("readings")).Count);
    }

    private static Task<GatewayScene> StartAsync(string protection, string clientId) =>
        GatewayScene.StartAsync(false, ("protection", protection), ("clientKeys", $"{clientId}={Key}"));
}
