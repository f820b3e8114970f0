using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using SensorNet.GatewayService.Tests.Persistence;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>A disk that is full, read-only or damaged is said, and the gateway goes on or stops, as it is set.</summary>
[TestClass]
public sealed class BadDiskTests
{
    private const int PayloadLength = 1000;

    [TestMethod]
    public async Task With_a_full_disk_it_says_so_and_goes_on()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using SmallDisk disk = SmallDisk.Mount("size=3m");
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "gateways/#");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker, more: [.. Arguments(disk.Path, "continue"), "--Admin:Listen", "127.0.0.1:0"]);
        await subscriber.WaitForAsync("gateways/1/store/0", "on");
        await subscriber.WaitForAsync("gateways/1/store/1", "on");
        JsonElement before = await HealthAsync(gateway);
        Assert.AreEqual(2, before.GetProperty("storesOn").GetInt32(), before.ToString());
        Assert.AreEqual(0, before.GetProperty("storesFailed").GetInt32(), before.ToString());
        using SnPeer sleeper = Sleeper(gateway);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        disk.Fill();

        int topic = client.Register("up/topic");
        for (int i = 0; i < 200 && !gateway.Says("goes on without it"); i++)
        {
            client.Publish(topic, new string('x', PayloadLength), 2);
        }

        await Wait.UntilAsync(() => gateway.Says("goes on without it"), "it says so", details: () => gateway.Output);
        client.Publish(topic, "still there", 2);
        await Wait.UntilAsync(
            () => subscriber.Has("gateways/1/store/0", "failed") || subscriber.Has("gateways/1/store/1", "failed"),
            "it says so on its topic", details: () => gateway.Output);
        Assert.IsTrue(gateway.Says("No space left") || gateway.Says("full"), gateway.Output);
        JsonElement after = await HealthAsync(gateway);
        Assert.IsGreaterThan(0, after.GetProperty("storesFailed").GetInt32(), after.ToString());
        Assert.IsGreaterThan(0, after.GetProperty("storeFailures").GetInt32(), after.ToString());
        Assert.IsTrue(after.GetProperty("healthy").GetBoolean(), "it goes on");
    }

    [TestMethod]
    public async Task With_a_full_disk_it_stops_where_that_is_set_and_acknowledges_nothing_more()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using SmallDisk disk = SmallDisk.Mount("size=3m");
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: Arguments(disk.Path, "stop"));
        using SnPeer sleeper = Sleeper(gateway);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("up/topic");
        disk.Fill();

        int acknowledged = PublishUntilRefused(client, topic);

        Assert.IsLessThan(400, acknowledged, "messages that it acknowledges with a full disk");
        Assert.AreEqual(1, await gateway.WaitForExitAsync(), gateway.Output);
        Assert.IsTrue(gateway.Says("has failed"), gateway.Output);
    }

    [TestMethod]
    [DataRow("continue")]
    [DataRow("stop")]
    public async Task With_a_read_only_disk_it_says_so_at_the_start(string onFailure)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using SmallDisk disk = SmallDisk.Mount("size=1m,ro");

        await ExpectAsync(broker, disk.Path, onFailure, "Read-only file system");
    }

    [TestMethod]
    [DataRow("continue")]
    [DataRow("stop")]
    public async Task With_sessions_that_are_no_database_it_says_so_at_the_start(string onFailure)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using TemporaryFolder folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("shard-0"));
        await File.WriteAllTextAsync(folder.File("shard-0/sessions.db"), new string('?', 8192));

        await ExpectAsync(broker, folder.Path, onFailure, "not a database");

        if (onFailure == "continue")
        {
            Assert.IsTrue(File.Exists(folder.File("shard-0.failed/sessions.db")), "it is set aside");
        }
    }

    [TestMethod]
    [DataRow("continue")]
    [DataRow("stop")]
    public async Task A_store_of_a_newer_version_is_not_changed(string onFailure)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using TemporaryFolder folder = new TemporaryFolder();
        Databases.Make(folder.File("shard-0/sessions.db"), "PRAGMA user_version = 99");
        byte[] before = await File.ReadAllBytesAsync(folder.File("shard-0/sessions.db"));

        await ExpectAsync(broker, folder.Path, onFailure, "version 99");

        // Where the gateway goes on, what is there is out of date soon.
        string left = onFailure == "continue" ? "shard-0.failed/sessions.db" : "shard-0/sessions.db";
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(folder.File(left)));
    }

    // What is published waits for it, so that the store grows.
    private static SnPeer Sleeper(GatewayProcess gateway)
    {
        SnPeer sleeper = SnPeer.Connected(gateway.EndPoint, "sleeper");
        sleeper.Subscribe("up/topic", 1);
        sleeper.Sleep(600);
        return sleeper;
    }

    // Returns how many were acknowledged before the gateway went.
    private static int PublishUntilRefused(SnPeer client, int topic)
    {
        int acknowledged = 0;
        try
        {
            while (acknowledged < 400)
            {
                client.SendPublish(topic, new string('x', PayloadLength), 2);
                if (!client.TryRead(TimeSpan.FromSeconds(10)))
                {
                    break;
                }

                acknowledged++;
            }
        }
        catch (SocketException)
        {
            // Nobody listens there any more.
        }

        return acknowledged;
    }

    private static async Task<JsonElement> HealthAsync(GatewayProcess gateway)
    {
        using HttpClient http = new HttpClient { BaseAddress = await gateway.AdminAddressAsync() };
        return await http.GetFromJsonAsync<JsonElement>("/health");
    }

    private static string[] Arguments(string path, string onFailure) =>
    [
        "--Persistence:Path", path, "--Persistence:OnFailure", onFailure, "--Persistence:SegmentBytes", "65536",
        "--Persistence:BytesPerShardMax", "10000000",
    ];

    private static async Task ExpectAsync(MosquittoBroker broker, string path, string onFailure, string reason)
    {
        if (onFailure == "continue")
        {
            using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: Arguments(path, onFailure));
            Assert.IsTrue(gateway.Says(reason), gateway.Output);
            using SnPeer client = SnPeer.Connected(gateway.EndPoint);
            client.Publish(client.Register("up/topic"), "hello", 2);
            return;
        }

        using GatewayProcess refused = GatewayProcess.StartWithoutWaiting(
            ["--Broker:Port", $"{broker.Port}", "--Udp:Listen", "127.0.0.1:0", .. Arguments(path, onFailure)]);
        Assert.AreEqual(4, await refused.WaitForExitAsync(), refused.Output);
        Assert.IsTrue(refused.Says(reason), refused.Output);
    }
}
