using SensorNet.EndToEnd.Tests.MqttSn;

namespace SensorNet.EndToEnd.Tests.Service;

/// <summary>Emulated nodes and <c>sensornet sn</c> with keys, through the service, with Mosquitto.</summary>
[TestClass]
public sealed class ProtectionTests : IDisposable
{
    private const string Key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private const string OtherKey = "ffeeddccbbaa99887766554433221100";

    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-protection-").FullName;

    private string KeyFile => Path.Combine(_folder, "clients.keys");

    [TestMethod]
    [DataRow("aggregating", "none")]
    [DataRow("aggregating", "deep")]
    [DataRow("transparent", "light")]
    public async Task Readings_of_a_node_with_a_key_arrive(string mode, string sleep)
    {
        using ServiceScene scene = await StartAsync(mode, "all", $"guarded:{Key}");
        using EmulatedFirmware node = scene.StartNode(
            "guarded", ("sleep", sleep), ("intervalMs", sleep == "deep" ? 2000 : 1000), ("protectionKey", Key));
        await node.WaitForReadingsAsync(scene.Subscriber, 4);

        long[] seqs = scene.Subscriber.On(node.Topic("readings")).Select(reading => reading.Seq).ToArray();
        CollectionAssert.AreEqual(Enumerable.Range(0, seqs.Length).Select(i => (long)i).ToArray(), seqs, node.Output);
        await node.WaitUntilOnlineAsync(scene.Subscriber);
        Assert.AreEqual(0, scene.Service.CountOf("protection: dropped"), scene.Service.Output);
    }

    [TestMethod]
    public async Task A_node_goes_on_after_the_service_was_killed()
    {
        using ServiceScene scene = await StartAsync("aggregating", "clients", $"guarded:{Key}");
        using EmulatedFirmware node = scene.StartNode("guarded", ("protectionKey", Key), ("keepAliveSeconds", 5));
        await node.WaitForReadingsAsync(scene.Subscriber, 2);
        await scene.KillAndRestartServiceAsync();
        int before = scene.Subscriber.On(node.Topic("readings")).Count;
        await node.WaitForReadingsAsync(scene.Subscriber, before + 2);
    }

    [TestMethod]
    public async Task Nobody_else_uses_the_client_id_of_a_key()
    {
        using ServiceScene scene = await StartAsync("aggregating", "clients", $"guarded:{Key}");
        using EmulatedFirmware wrong = scene.StartNode("guarded", ("protectionKey", OtherKey));
        await Wait.UntilAsync(() => wrong.CountOf("protectionKey is not its key") == 1, "the node says so", details: () => wrong.Output);
        using EmulatedFirmware plain = scene.StartNode("guarded");
        await Wait.UntilAsync(
            () => plain.CountOf("the gateway refuses the connection (code 3)") > 0, "the node is refused", details: () => plain.Output);
        await Wait.UntilAsync(
            () => scene.Service.Says("protection: dropped") && scene.Service.Says("unknownSender"), "it is logged",
            details: () => scene.Service.Output);
        Assert.AreEqual(0, scene.Subscriber.On(plain.Topic("readings")).Count);
    }

    [TestMethod]
    public async Task The_command_line_client_speaks_with_a_key()
    {
        using ServiceScene scene = await StartAsync("transparent", "all", $"guarded:{Key}\nlistener:{OtherKey}");
        using ChildProcess sub = scene.StartSn("sub", "-t", "lamp/+", "-v", "-q", "1", "-C", "1", "-i", "listener", "--protection-key-file", KeyFile);
        await Wait.UntilAsync(() => sub.Says("SUBACK"), "the subscription", details: () => sub.Output);

        // Twice: the counter of the first must not come again.
        for (int i = 0; i < 2; i++)
        {
            using ChildProcess pub = scene.StartSn(
                "pub", "-t", "lamp/one", "-m", $"on{i}", "-q", "2", "-i", "guarded", "--protection-key-file", KeyFile);
            await pub.WaitForExitAsync();
            Assert.AreEqual(0, pub.ExitCode, pub.Output);
            Assert.IsTrue(pub.Says("[protected counter="), pub.Output);
            await scene.Subscriber.WaitForAsync("lamp/one", $"on{i}", details: () => pub.Output + scene.Service.Output);
        }

        await sub.WaitForExitAsync();
        Assert.AreEqual(0, sub.ExitCode, sub.Output);
        Assert.IsTrue(sub.Says("lamp/one on0"), sub.Output);
        using ChildProcess plain = scene.StartSn("pub", "-t", "lamp/one", "-m", "off", "-q", "1", "-i", "guarded");
        await plain.WaitForExitAsync();
        Assert.AreEqual(1, plain.ExitCode, plain.Output);
        Assert.IsTrue(plain.Says("refused the connection"), plain.Output);
    }

    [TestMethod]
    public async Task A_key_that_is_written_to_the_file_holds_without_a_restart()
    {
        using ServiceScene scene = await StartAsync("aggregating", "all", $"other:{OtherKey}");
        using EmulatedFirmware node = scene.StartNode("guarded", ("protectionKey", Key));
        await Wait.UntilAsync(() => node.CountOf("protectionKey is not its key") == 1, "it is not known", details: () => node.Output);
        await File.WriteAllTextAsync(KeyFile, $"# two\nother:{OtherKey}\nguarded:{Key}\n");
        await node.WaitForReadingsAsync(scene.Subscriber, 1);

        await File.WriteAllTextAsync(KeyFile, "guarded:nothing\n");
        await Wait.UntilAsync(
            () => scene.Service.Says("line 1 must have after the last colon a key"), "the wrong file is told", details: () => scene.Service.Output);
        int before = scene.Subscriber.On(node.Topic("readings")).Count;
        await node.WaitForReadingsAsync(scene.Subscriber, before + 1);
        Assert.AreEqual(0, scene.Service.CountOf(Key), "no key is logged");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<ServiceScene> StartAsync(string mode, string required, string keys)
    {
        await File.WriteAllTextAsync(KeyFile, keys + "\n");
        return await ServiceScene.StartAsync(
            mode, false,
            "--Protection:KeyFile", KeyFile, "--Protection:CounterFile", Path.Combine(_folder, "counter"), "--Protection:Required", required);
    }
}
