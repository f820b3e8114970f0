using System.Globalization;
using Google.Protobuf;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Sparkplug;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Decoders;

/// <summary>What decoders remember and take is bounded, and the bounds are where they are said to be.</summary>
[TestClass]
public sealed class BoundTests
{
    private readonly DecoderSet _decoders = new();

    [TestMethod]
    public void A_message_has_at_most_64_quantities()
    {
        string members = string.Join(',', Enumerable.Range(0, QuantityList.CountMax + 1).Select(i => $"\"q{i}\":{i}"));
        Assert.HasCount(64, Decode("zigbee2mqtt/lamp", "{" + members + "}").Reading!.Quantities);
    }

    [TestMethod]
    public void An_object_has_at_most_256_values()
    {
        string members = string.Join(',', Enumerable.Range(0, JsonPayload.ValuesMax).Select(i => $"\"t{i}\":\"x\""));
        Assert.AreEqual("q", Decode("zigbee2mqtt/lamp", "{\"q\":1," + members + "}").Reading!.Quantities.Single().Name);
        Assert.IsEmpty(Decode("zigbee2mqtt/lamp", "{" + members + ",\"q\":1}").Reading!.Quantities);
    }

    [TestMethod]
    public void A_device_keeps_at_most_64_quantities_and_fields()
    {
        DeviceTable table = new DeviceTable(new ManualTime());
        for (int i = 0; i <= DeviceState.ValuesMax; i++)
        {
            table.Apply(Received.Text($"homie/car/node/q{i}", "1"));
            table.Apply(Received.Text($"homie/car/node/$a{i}", "text"));
        }

        DeviceState device = table.Devices.Single();
        Assert.HasCount(64, device.Values);
        Assert.HasCount(64, device.Info);
    }

    [TestMethod]
    public void Short_names_are_given_to_at_most_10_000_quantities()
    {
        NameClaims names = new NameClaims();
        for (int i = 0; i < NameClaims.CountMax; i++)
        {
            Assert.AreEqual("temperature", names.NameFor($"device{i}", "temperature", "long"));
        }

        Assert.AreEqual("long", names.NameFor("another", "temperature", "long"));
        Assert.AreEqual("temperature", names.NameFor("device0", "temperature", "long"));
    }

    [TestMethod]
    public void Units_are_kept_of_at_most_10_000_topics()
    {
        for (int i = 0; i <= DiscoveredUnits.CountMax; i++)
        {
            string config = string.Create(CultureInfo.InvariantCulture, $"{{\"stat_t\":\"d{i}/sensor/co2/state\",\"unit_of_meas\":\"ppm\"}}");
            Said.By(_decoders, "homeassistant/sensor/co2/config", config);
        }

        Assert.AreEqual("ESPHome: |d9999 Readings co2=1ppm", Said.By(_decoders, "d9999/sensor/co2/state", "1"));
        Assert.AreEqual("ESPHome: |d10000 Readings co2=1", Said.By(_decoders, "d10000/sensor/co2/state", "1"));
    }

    [TestMethod]
    public void Aliases_are_kept_of_at_most_10_000_devices_and_1_000_metrics()
    {
        EdgeNodes edges = new EdgeNodes();
        for (int i = 0; i < EdgeNodes.CountMax; i++)
        {
            edges.NamesOf("edge", $"device{i}", isBirth: true);
        }

        Payload.Types.Metric named = new Payload.Types.Metric { Name = "a", Alias = 1 };
        Payload.Types.Metric byAlias = new Payload.Types.Metric { Alias = 1 };
        edges.NamesOf("edge", "device0", isBirth: false).Learn(named);
        Assert.AreEqual("a", edges.NamesOf("edge", "device0", isBirth: false).Learn(byAlias));
        edges.NamesOf("edge", "another", isBirth: true).Learn(named);
        Assert.IsNull(edges.NamesOf("edge", "another", isBirth: false).Learn(byAlias));

        MetricNames names = new MetricNames();
        for (uint i = 0; i <= MetricNames.CountMax; i++)
        {
            names.Learn(new Payload.Types.Metric { Name = $"m{i}", Alias = i });
        }

        Assert.AreEqual("m999", names.Learn(new Payload.Types.Metric { Alias = 999 }));
        Assert.IsNull(names.Learn(new Payload.Types.Metric { Alias = 1000 }));
    }

    [TestMethod]
    public void Signs_are_kept_of_at_most_1_000_metrics()
    {
        MetricNames names = new MetricNames();
        for (int i = 0; i <= MetricNames.CountMax; i++)
        {
            names.Learn(new Payload.Types.Metric { Name = $"m{i}", Datatype = 3 });
        }

        Assert.AreEqual(3u, names.TypeOf(new Payload.Types.Metric(), "m999"));
        Assert.AreEqual(0u, names.TypeOf(new Payload.Types.Metric(), "m1000"));
    }

    [TestMethod]
    public void A_sequence_number_beyond_255_is_refused() =>
        StringAssert.Contains(
            _decoders.Decode(Received.Bytes("spBv1.0/g/NDATA/e", new Payload { Seq = 256 }.ToByteArray()))!.Problem, "must be 0 to 255");

    [TestMethod]
    public void A_number_has_at_most_40_characters()
    {
        Assert.AreEqual("nothing", Said.By(_decoders, "garden/soil", new string('1', Numbers.CharsMax + 1)));
        Assert.AreEqual("plain number: |garden Readings soil=1", Said.By(_decoders, "garden/soil", "1".PadLeft(Numbers.CharsMax)));
    }

    private Decoded Decode(string topic, string payload) => _decoders.Decode(Received.Text(topic, payload))!;
}
