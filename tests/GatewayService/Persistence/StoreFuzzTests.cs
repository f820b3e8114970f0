using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SensorNet.GatewayService.Mqtt;
using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Settings;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>A whole store, damaged at random: the gateway starts with what is left of it. SENSORNET_SEED replays a run.</summary>
[TestClass]
public sealed class StoreFuzzTests
{
    private const int Runs = 150;
    private const string OwnClientId = "gateway-0";

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow(GatewayMode.Aggregating)]
    [DataRow(GatewayMode.Transparent)]
    public void A_gateway_starts_with_whatever_is_left(GatewayMode mode)
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SENSORNET_SEED") ?? $"{Random.Shared.Next()}", CultureInfo.InvariantCulture);
        TestContext.WriteLine($"SENSORNET_SEED={seed}");
        Random random = new Random(seed);
        int restored = 0;
        for (int run = 0; run < Runs; run++)
        {
            using TemporaryFolder folder = new TemporaryFolder();
            Fill(folder, random);
            Damage(folder, random);
            try
            {
                restored += Start(folder, mode) ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail($"SENSORNET_SEED={seed}, run {run}: {e}");
            }
        }

        Assert.IsGreaterThan(0, restored, "starts with sessions");
    }

    [TestMethod]
    public void Without_damage_all_of_it_is_restored()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        Fill(folder, new Random(1));

        Assert.IsTrue(Start(folder, GatewayMode.Aggregating));
    }

    private static bool Start(TemporaryFolder folder, GatewayMode mode)
    {
        using Stores stores = new Stores(SettingsOf(folder), 1, NullLogger.Instance);
        IShardStore store = stores.Shards[0];
        RestoreTerms terms = new RestoreTerms(1_000_000, [OwnClientId], mode == GatewayMode.Transparent, 1024, 1);
        store.LoadLinks(terms);
        NullWorld world = new NullWorld();
        GatewaySettings settings = GatewaySettings.ForServer();
        settings.Mode = mode;
        GatewaySeams seams = new GatewaySeams
        {
            Sender = world, Broker = world, Acknowledger = world, Connections = world, Journal = store.Journal,
        };
        MqttSnGateway gateway = new MqttSnGateway(settings, seams);
        store.Restore(gateway, terms);
        gateway.OnBrokerConnected(1_000_001, MqttSnGateway.OwnConnection, true);
        gateway.OnTime(1_100_000);
        gateway.OnTime(200_000_000);
        store.Commit();
        return store.Figures.SessionsRestored > 0;
    }

    private static void Fill(TemporaryFolder folder, Random random)
    {
        using Stores stores = new Stores(SettingsOf(folder), 1, NullLogger.Instance);
        ShardStore store = (ShardStore)stores.Shards[0];
        ISessionJournal journal = store;
        store.NoteLinked(OwnClientId, "127.0.0.1:1883");
        for (int number = 1; number <= 12; number++)
        {
            FillSession(journal, number, random);
            journal.KeepPublish(new PublishRecord { Token = (1 << 20) | number, Session = number, MessageId = number });
            ((IExchangeJournal)store).KeepPacket(
                ExchangeMemory.LinkOf(OwnClientId), new KeptPacket(number, (1 << 20) | number, number, false), "up"u8, "data"u8);
            store.Commit();
        }
    }

    private static void FillSession(ISessionJournal journal, int number, Random random)
    {
        journal.KeepSession(new SessionRecord
        {
            Number = number,
            ClientId = Encoding.UTF8.GetBytes($"client-{number}"),
            Stage = (ClientStage)random.Next((int)ClientStage.Active, (int)ClientStage.Disconnected + 1) is var stage and not ClientStage.Awake
                ? stage
                : ClientStage.Asleep,
            HasAddress = true,
            Address = new NetworkAddress(0, number, 0, 1000),
            KeepAliveMs = 60_000,
            Headers = [],
        });
        journal.KeepWill(number, new Will(Topic.FromName($"will/{number}"), [1], 2, false));
        journal.KeepTopic(number, 1, Encoding.UTF8.GetBytes($"topic/{number}"), true);
        journal.KeepSubscription(new SubscriptionRecord
        {
            Session = number, Filter = "a/+/#"u8.ToArray(), Qos = 2, TopicIdType = TopicIdType.Normal,
        });
        journal.KeepFilter("a/+/#"u8.ToArray(), 2);
        journal.KeepPendingWill(number, new Will(Topic.FromName("pending"), [2], 1, false));
        journal.KeepMessage(new MessageRecord
        {
            Number = number, Session = number, Topic = "a/b/c"u8.ToArray(), Payload = new byte[50], PayloadLength = 50, Qos = 2,
        });
        journal.KeepStep(number, 77, random.Next(2) == 0);
        journal.KeepReceivedIds(number, new byte[12], 12);
    }

    private static void Damage(TemporaryFolder folder, Random random)
    {
        string[] files = Directory.GetFiles(folder.File("shard-0"));
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            string path = files[random.Next(files.Length)];
            byte[] octets = File.ReadAllBytes(path);
            for (int flips = random.Next(1, 30); flips > 0 && octets.Length > 0; flips--)
            {
                // Mostly where something is.
                octets[random.Next(random.Next(2) == 0 ? octets.Length : Math.Min(octets.Length, 4096))] ^= (byte)random.Next(1, 256);
            }

            File.WriteAllBytes(path, random.Next(4) == 0 ? octets[..random.Next(octets.Length + 1)] : octets);
        }
    }

    private static PersistenceSettings SettingsOf(TemporaryFolder folder) => new()
    {
        Path = folder.Path,
        OnFailure = FailurePolicy.Continue,
        SegmentBytes = 65_536,
        BytesPerShardMax = 1 << 30,
    };
}
