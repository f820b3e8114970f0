using Google.Protobuf;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;
using SensorNet.Readings.Sparkplug;
using SensorNet.Readings.Devices;

namespace SensorNet.Readings.Tests.Decoders;

[TestClass]
public sealed class SparkplugDecoderTests
{
    private const uint Int32Type = 3;
    private const uint DoubleType = 10;
    private const ulong Noon = 1_772_366_401_000;

    private readonly DecoderSet _decoders = new();

    [TestMethod]
    public void Data_has_the_names_and_units_of_the_birth()
    {
        Payload birth = Of(0, Named("Air/Temperature", 1, 21.5), Named("Air/CO2", 2, 612, "ppm"));
        Assert.AreEqual(
            "Sparkplug B: spBv1.0/plant/edge|press Readings [online] temperature=21.5°C Air/CO2=612ppm at 2026-03-01T12:00:01.000Z",
            Say("spBv1.0/plant/DBIRTH/edge/press", birth));
        Payload data = Of(1, new Payload.Types.Metric { Alias = 2, DoubleValue = 700 }, new Payload.Types.Metric { Alias = 1, DoubleValue = 22.25 });
        Assert.AreEqual(
            "Sparkplug B: spBv1.0/plant/edge|press Readings [online] Air/CO2=700ppm temperature=22.25°C at 2026-03-01T12:00:01.000Z",
            Say("spBv1.0/plant/DDATA/edge/press", data));
    }

    [TestMethod]
    public void Every_type_of_number_is_read_and_the_rest_is_kept_as_text()
    {
        Payload birth = Of(
            0,
            new Payload.Types.Metric { Name = "a", Datatype = Int32Type, IntValue = unchecked((uint)-5) },
            new Payload.Types.Metric { Name = "b", Datatype = 4, LongValue = unchecked((ulong)-6L) },
            new Payload.Types.Metric { Name = "c", Datatype = 8, LongValue = 7 },
            new Payload.Types.Metric { Name = "d", Datatype = 9, FloatValue = 0.1f },
            new Payload.Types.Metric { Name = "e", Datatype = 11, BooleanValue = true },
            new Payload.Types.Metric { Name = "f", Datatype = 12, StringValue = "text" },
            new Payload.Types.Metric { Name = "g", Datatype = DoubleType, IsNull = true },
            new Payload.Types.Metric { Name = "h", Datatype = DoubleType, DoubleValue = double.NaN },
            new Payload.Types.Metric { Name = "i", Datatype = 1, IntValue = 0xFE },
            new Payload.Types.Metric { Name = "j", Datatype = 2, IntValue = 0xFFFE });
        Assert.AreEqual(
            "Sparkplug B: spBv1.0/plant|edge Readings [online] a=-5 b=-6 c=7 d=0.1 i=-2 j=-2 e:true f:text at 2026-03-01T12:00:01.000Z",
            Say("spBv1.0/plant/NBIRTH/edge", birth));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Integers_of_data_have_the_sign_that_the_birth_gave_them(bool byName)
    {
        uint[] types = [1, 2, Int32Type, 4, 7];
        Say("spBv1.0/g/DBIRTH/e/d", Of(0, [.. types.Select(type => new Payload.Types.Metric
        {
            Name = $"t{type}", Alias = type, Datatype = type, IsNull = true,
        })]));
        Payload data = Of(
            1, [.. types.Select(type => byName ? new Payload.Types.Metric { Name = $"t{type}" } : new Payload.Types.Metric { Alias = type })]);
        foreach (Payload.Types.Metric metric in data.Metrics)
        {
            metric.IntValue = 0xFFFF_FFFB;
        }

        data.Metrics[3].LongValue = 0xFFFF_FFFF_FFFF_FFFB;
        Assert.AreEqual(
            "Sparkplug B: spBv1.0/g/e|d Readings [online] t1=-5 t2=-5 t3=-5 t4=-5 t7=4294967291 at 2026-03-01T12:00:01.000Z",
            Say("spBv1.0/g/DDATA/e/d", data));
    }

    [TestMethod]
    public void Bytes_written_by_hand_are_read()
    {
        // Field 1 timestamp 1772366401000, field 2 a metric with name "t" and double 21.5, field 3 seq 5.
        byte[] payload = Convert.FromHexString("08E89B94CACA33" + "120C0A01746900000000008035401805");
        Assert.AreEqual(
            "Sparkplug B: spBv1.0/g/e|d Readings [online] t=21.5 at 2026-03-01T12:00:01.000Z",
            Said.Of(_decoders.Decode(Received.Bytes("spBv1.0/g/DDATA/e/d", payload))));
    }

    [TestMethod]
    public void A_jump_of_the_sequence_number_is_a_gap_and_255_is_followed_by_0()
    {
        Say("spBv1.0/g/NBIRTH/e", Of(254));
        Assert.AreEqual(0, Missed("spBv1.0/g/DDATA/e/d", Of(255)));
        Assert.AreEqual(0, Missed("spBv1.0/g/NDATA/e", Of(0)));
        Assert.AreEqual(2, Missed("spBv1.0/g/DDATA/e/d", Of(3)));
        Assert.AreEqual(0, Missed("spBv1.0/g/NBIRTH/e", Of(0)), "a birth begins anew");
    }

    [TestMethod]
    public void The_death_of_an_edge_node_takes_its_devices_along()
    {
        DeviceTable table = new DeviceTable(new ManualTime());
        table.Apply(Received.Bytes("spBv1.0/g/DBIRTH/e/d", Of(0).ToByteArray()));
        table.Apply(Received.Bytes("spBv1.0/g/DBIRTH/other/d", Of(0).ToByteArray()));
        table.Apply(Received.Bytes("spBv1.0/g/NDEATH/e", []));
        CollectionAssert.AreEquivalent(
            new[] { "spBv1.0/g/e/d offline", "spBv1.0/g/other/d online", "spBv1.0/g/e offline" },
            table.Devices.Select(device => $"{device.FullName} {device.Status}").ToArray());
    }

    [TestMethod]
    [DataRow("spBv1.0/STATE/scada", """{"online":true,"timestamp":1668114759262}""", "Sparkplug B: spBv1.0|scada Status [online]")]
    [DataRow("spBv1.0/STATE/scada", """{"online":false,"timestamp":1668114759262}""", "Sparkplug B: spBv1.0|scada Status [offline]")]
    [DataRow("spBv1.0/STATE/scada", "ONLINE", "Sparkplug B: spBv1.0|scada Status [online]")]
    [DataRow("spBv1.0/g/DDATA/e/d", "not protobuf", "Sparkplug B: spBv1.0/g/e|d Readings (the payload is not valid Sparkplug B)")]
    [DataRow("spBv1.0/g/DDEATH/e/d", "", "Sparkplug B: spBv1.0/g/e|d Status [offline]")]
    [DataRow("spBv1.0/g/NCMD/e", "", "nothing")]
    public void Other_messages_are_told(string topic, string payload, string said) => Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    private static Payload Of(ulong seq, params Payload.Types.Metric[] metrics) => new() { Timestamp = Noon, Seq = seq, Metrics = { metrics } };

    private static Payload.Types.Metric Named(string name, ulong alias, double value, string? unit = null)
    {
        Payload.Types.Metric metric = new Payload.Types.Metric { Name = name, Alias = alias, Datatype = DoubleType, DoubleValue = value };
        if (unit is not null)
        {
            metric.Properties = new Payload.Types.PropertySet
            {
                Keys = { "engUnit" },
                Values = { new Payload.Types.PropertyValue { Type = 12, StringValue = unit } },
            };
        }

        return metric;
    }

    private string Say(string topic, Payload payload) => Said.Of(_decoders.Decode(Received.Bytes(topic, payload.ToByteArray())));

    private long Missed(string topic, Payload payload) => _decoders.Decode(Received.Bytes(topic, payload.ToByteArray()))!.Missed;
}
