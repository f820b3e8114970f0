using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Protection;

/// <summary>A client id is given a key, or loses it, while it has a session.</summary>
[TestClass]
public sealed class NewKeyTests : IDisposable
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string OtherKey = "ffeeddccbbaa99887766554433221100";

    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-keys-").FullName;

    private string KeyFile => Path.Combine(_folder, "clients.keys");

    [TestMethod]
    public async Task A_plain_session_ends_when_its_client_id_gets_a_key()
    {
        WriteKeys($"other:{OtherKey}\n");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: Arguments());
        using SnPeer plain = SnPeer.Connected(gateway.EndPoint, "one", keepAlive: 0);
        using SnPeer neighbour = SnPeer.Connected(gateway.EndPoint, "two");
        int topic = plain.Register("one/state");
        int other = neighbour.Register("two/state");

        WriteKeys($"other:{OtherKey}\none:{Key}\n");
        plain.Expect(MessageType.Disconnect);

        // An unknown address is told so once a second.
        await Wait.UntilAsync(() => IsToldToConnect(plain, topic), "what it sends is nobody's", details: () => gateway.Output);
        neighbour.Publish(other, "goes on", 1);
        await subscriber.WaitForAsync("two/state", "goes on");
        Assert.IsEmpty(subscriber.On("one/state"));
    }

    [TestMethod]
    public async Task A_plain_session_ends_when_its_client_id_got_a_key_while_the_gateway_was_away()
    {
        WriteKeys($"other:{OtherKey}\n");
        using StoreScene scene = await StoreScene.StartAsync("aggregating", Arguments());
        using SnPeer plain = SnPeer.Connected(scene.EndPoint, "one", cleanSession: false, keepAlive: 0);
        using SnPeer neighbour = SnPeer.Connected(scene.EndPoint, "two", cleanSession: false);
        int topic = plain.Register("one/state");
        int other = neighbour.Register("two/state");
        neighbour.Publish(other, "before", 1);

        WriteKeys($"other:{OtherKey}\none:{Key}\n");
        await scene.KillAndStartAsync();

        plain.SendPublish(topic, "forged", 1);
        plain.Expect(MessageType.Disconnect);
        neighbour.Publish(other, "goes on", 1);
        await scene.Subscriber.WaitForAsync("two/state", "goes on");
        Assert.IsEmpty(scene.Subscriber.On("one/state"));
    }

    [TestMethod]
    public async Task A_plain_session_goes_on_where_no_key_is_required()
    {
        WriteKeys($"other:{OtherKey}\n");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: [.. Arguments(), "--Protection:Required", "none"]);
        using SnPeer plain = SnPeer.Connected(gateway.EndPoint, "one");
        int topic = plain.Register("one/state");

        WriteKeys($"other:{OtherKey}\none:{Key}\n");
        await Wait.UntilAsync(
            () => gateway.Output.Contains("has changed: 2 clients", StringComparison.Ordinal), "the keys are read", details: () => gateway.Output);

        plain.Publish(topic, "still here", 1);
    }

    [TestMethod]
    public async Task The_session_of_a_client_ends_when_its_key_is_taken_out()
    {
        WriteKeys($"other:{OtherKey}\none:{Key}\n");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: Arguments());
        using ProtectedPeer peer = new ProtectedPeer(gateway.EndPoint, "one", Key);
        Assert.AreEqual(ReturnCode.Accepted, peer.TryConnect(), gateway.Output);

        WriteKeys($"other:{OtherKey}\n");

        await Wait.UntilAsync(
            () => gateway.Output.Contains("1 sessions were ended", StringComparison.Ordinal), "it has ended", details: () => gateway.Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsToldToConnect(SnPeer peer, int topic)
    {
        peer.SendPublish(topic, "forged", 1);
        return peer.TryRead(TimeSpan.FromMilliseconds(500)) && peer.Message.Type == MessageType.Disconnect;
    }

    private string[] Arguments() => ["--Protection:KeyFile", KeyFile, "--Protection:CounterFile", Path.Combine(_folder, "counter")];

    private void WriteKeys(string lines)
    {
        string next = KeyFile + ".next";
        File.WriteAllText(next, lines);
        File.Move(next, KeyFile, overwrite: true);
    }
}
