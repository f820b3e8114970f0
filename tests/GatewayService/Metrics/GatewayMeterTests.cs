using System.Diagnostics.Metrics;
using System.Reflection;
using SensorNet.GatewayService.Hosting;
using SensorNet.GatewayService.Metrics;
using SensorNet.GatewayService.Transport.Dtls;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Metrics;

[TestClass]
[DoNotParallelize]
public sealed class GatewayMeterTests
{
    private readonly CountedShard[] _shards = [new(), new()];

    [TestMethod]
    public void Every_counter_of_the_state_machine_is_a_metric()
    {
        foreach (FieldInfo? field in typeof(GatewayCounters).GetFields().Where(field => field.FieldType == typeof(long)))
        {
            CountedShard shard = new CountedShard();
            field.SetValue(shard.Counters, 7L);

            Assert.HasCount(1, MetricTable.All.Where(metric => metric.Read(shard) == 7).ToArray(), $"metrics that read {field.Name}");
        }
    }

    [TestMethod]
    public void Names_are_different_and_of_one_form()
    {
        string[] names = MetricTable.All.Select(metric => metric.Name).ToArray();

        CollectionAssert.AllItemsAreUnique(names);
        foreach (string? name in names)
        {
            Assert.MatchesRegex("^sensornet\\.gateway(\\.[a-z_]+)+$", name);
        }
    }

    [TestMethod]
    public void A_listener_gets_the_sum_of_the_shards_and_losses_by_their_reason()
    {
        using GatewayMeter meter = new GatewayMeter(_shards);
        _shards[0].Counters.PublishedUp = 3;
        _shards[1].Counters.PublishedUp = 4;
        _shards[0].ClientCount = 2;
        _shards[1].Counters.Losses[(int)LossReason.NoTopicId] = 5;

        Dictionary<string, long> seen = Observe();

        Assert.AreEqual(7, seen["sensornet.gateway.messages.up"]);
        Assert.AreEqual(2, seen["sensornet.gateway.clients"]);
        Assert.AreEqual(5, seen["sensornet.gateway.messages.lost reason=NoTopicId"]);
        Assert.AreEqual(0, seen["sensornet.gateway.messages.lost reason=TooLong"]);
    }

    [TestMethod]
    public void The_statistics_line_reads_the_same()
    {
        using GatewayMeter meter = new GatewayMeter(_shards);
        _shards[0].Counters.DeliveredDown = 12;
        _shards[1].Counters.Losses[(int)LossReason.ClientQueue] = 4;

        string line = SnFigures.Of(meter);

        StringAssert.Contains(line, "12 delivered down (4 dropped: 4 to clients with a full queue", StringComparison.Ordinal);
    }

    private static Dictionary<string, long> Observe()
    {
        Dictionary<string, long> seen = new Dictionary<string, long>();
        using MeterListener listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == GatewayMeter.Name)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            seen[string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}")])] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }

    private sealed class CountedShard : IMetricSource
    {
        public GatewayCounters Counters { get; } = new();

        public int ClientCount { get; set; }

        public int BufferedMessageCount => 0;

        public int InFlightCount => 0;

        public bool IsBrokerConnected => false;

        public int BrokerNumber => 0;

        public long StrangeTopicCount => 0;

        public long DatagramsReceived => 0;

        public long DatagramsSent => 0;

        public long DatagramsTooLong => 0;

        public long DatagramsUnsent => 0;

        public DtlsCounters Dtls { get; } = new();

        public ProtectionCounters Protection { get; } = new();

        public long DatagramsHandedOver => 0;

        public long DatagramsDropped => 0;

        public long AddressDenied => 0;

        public long BeyondAddressRate => 0;

        public long BeyondTotalRate => 0;
    }
}
