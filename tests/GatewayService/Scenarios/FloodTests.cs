using System.Globalization;
using System.Net;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>Attacks on the service: others go on, the memory stays within its bounds, and what was dropped is counted by its reason.</summary>
[TestClass]
[DoNotParallelize]
public sealed class FloodTests
{
    private const long MemoryBytesMax = 700L * 1024 * 1024;

    private static readonly string[] s_metrics = ["--Admin:Listen", "127.0.0.1:0"];

    [TestMethod]
    public async Task Random_datagrams_from_many_addresses_do_not_keep_a_client_from_publishing()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(broker);
        IPEndPoint endPoint = new IPEndPoint(IPAddress.Loopback, gateway.EndPoint.Port);
        using SnPeer client = SnPeer.Connected(endPoint, "client");
        int topicId = client.Register("room/1");
        using Flood flood = new Flood(endPoint, 200);
        Task attack = Task.Run(() => flood.SendRandom(200_000));
        for (int i = 0; i < 50; i++)
        {
            PublishUntilAccepted(client, topicId);
        }

        await attack;
        PublishUntilAccepted(client, topicId);
        IReadOnlyDictionary<string, long> metrics = await MetricsAsync(gateway);
        Assert.IsGreaterThan(1_000L, Sum(metrics, "sensornet_gateway_datagrams_malformed_total"));
        Assert.IsLessThan(MemoryBytesMax, gateway.MemoryBytes);
    }

    [TestMethod]
    public async Task CONNECTs_from_many_addresses_end_at_the_bounds_and_clients_that_are_there_stay()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(
            broker, "--Limits:ClientsPerShardMax", "200", "--Limits:ConnectsUnderWayPerShardMax", "50");
        IPEndPoint endPoint = new IPEndPoint(IPAddress.Loopback, gateway.EndPoint.Port);
        using SnPeer client = SnPeer.Connected(endPoint, "client");
        int topicId = client.Register("room/1");
        using Flood flood = new Flood(endPoint, 200);
        Task attack = Task.Run(() => flood.SendConnects(20_000));
        for (int i = 0; i < 20; i++)
        {
            PublishUntilAccepted(client, topicId);
        }

        await attack;
        PublishUntilAccepted(client, topicId);
        IReadOnlyDictionary<string, long> metrics = await MetricsAsync(gateway);
        Assert.IsLessThanOrEqualTo(400L, metrics["sensornet_gateway_clients"]);
        Assert.IsGreaterThan(0L, metrics["sensornet_gateway_connects_rejected_total"]);
        Assert.IsGreaterThan(0L, metrics["sensornet_gateway_refused_total{reason=\"ConnectsUnderWay\"}"]);
        Assert.IsGreaterThan(0L, metrics["sensornet_gateway_refused_total{reason=\"ClientsFull\"}"]);
        StringAssert.Contains(gateway.Output, " CONNECTs beyond Limits:", StringComparison.Ordinal);
        Assert.IsLessThan(MemoryBytesMax, gateway.MemoryBytes);
    }

    [TestMethod]
    public async Task A_client_at_fifty_times_its_rate_loses_what_is_beyond_it_and_others_lose_nothing()
    {
        const int Rate = 20;
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker, "room/#");
        using GatewayProcess gateway = await StartAsync(broker, "--Rates:ClientMessagesPerSecond", $"{Rate}", "--Rates:BurstSeconds", "1");
        using SnPeer loud = SnPeer.Connected(gateway.EndPoint, "loud");
        using SnPeer quiet = SnPeer.Connected(gateway.EndPoint, "quiet");
        int loudId = loud.Register("room/loud");
        int quietId = quiet.Register("room/quiet");
        for (int i = 0; i < 50 * Rate; i++)
        {
            loud.SendPublish(loudId, "x", 0);
            if (i % 100 == 0)
            {
                quiet.Publish(quietId, $"{i}", 1);
            }
        }

        await Wait.UntilAsync(() => subscriber.On("room/quiet").Count == 10, "all of the quiet one", details: () => gateway.Output);
        IReadOnlyDictionary<string, long> metrics = await MetricsAsync(gateway);
        long lost = metrics["sensornet_gateway_messages_lost_total{reason=\"RateLimited\"}"];
        Assert.IsGreaterThan(20L * Rate, lost);
        Assert.AreEqual(lost, metrics["sensornet_gateway_refused_total{reason=\"ClientRate\"}"]);
        await Wait.UntilAsync(() => gateway.Says("of clients at QoS 0 beyond their rate"), "the loss is logged", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task An_address_beyond_its_rate_hears_congestion_and_others_go_on()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await StartAsync(
            broker, "--Rates:AddressMessagesPerSecond", "50", "--Rates:BurstSeconds", "1", "--Rates:TotalMessagesPerSecond", "100000");
        IPEndPoint endPoint = new IPEndPoint(IPAddress.Loopback, gateway.EndPoint.Port);
        using SnPeer loud = new SnPeer(endPoint, "loud", IPAddress.Parse("127.9.9.9"));
        for (int i = 0; i < 500; i++)
        {
            loud.SendConnect();
        }

        int refused = 0;
        while (refused == 0)
        {
            loud.Expect(MessageType.ConnAck);
            refused += loud.Message.ReturnCode == ReturnCode.Congestion ? 1 : 0;
        }

        using SnPeer other = SnPeer.Connected(endPoint, "other");
        other.Publish(other.Register("room/1"), "x", 1);
        IReadOnlyDictionary<string, long> metrics = await MetricsAsync(gateway);
        Assert.IsGreaterThan(100L, metrics["sensornet_gateway_datagrams_beyond_address_rate_total"]);
        Assert.AreEqual(0L, metrics["sensornet_gateway_datagrams_beyond_total_rate_total"]);
    }

    private static Task<GatewayProcess> StartAsync(MosquittoBroker broker, params string[] more) =>
        GatewayProcess.StartAsync(broker, listen: "0.0.0.0:0", more: [.. s_metrics, .. more]);

    // A socket's buffer may be full for a moment: what is lost is sent again, as any client does.
    private static void PublishUntilAccepted(SnPeer client, int topicId)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            client.SendPublish(topicId, "x", 1);
            bool isAnswered = client.TryRead(TimeSpan.FromSeconds(2));
            if (isAnswered && client.Message.Type == MessageType.PubAck && client.Message.ReturnCode == ReturnCode.Accepted)
            {
                return;
            }
        }

        Assert.Fail("the client's PUBLISH is not accepted");
    }

    private static long Sum(IReadOnlyDictionary<string, long> metrics, string name) =>
        metrics.Where(metric => metric.Key.StartsWith(name, StringComparison.Ordinal)).Sum(metric => metric.Value);

    private static async Task<IReadOnlyDictionary<string, long>> MetricsAsync(GatewayProcess gateway)
    {
        using HttpClient http = new HttpClient { BaseAddress = await gateway.AdminAddressAsync() };
        string text = await http.GetStringAsync("/metrics");
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToDictionary(
            line => line[..line.LastIndexOf(' ')], line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
