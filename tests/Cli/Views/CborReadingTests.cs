using System.Formats.Cbor;
using System.Text;
using System.Text.Json;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Systems;
using SensorNet.Cli.Views;

namespace SensorNet.Cli.Tests.Views;

/// <summary>Readings whose payload is CBOR (RFC 8949).</summary>
[TestClass]
public sealed class CborReadingTests
{
    private const string Whole =
        "A6 63736571 18 2A 66757074696D65 1A 00013D52 6474696D65 1B 0000019AACD7F87B 6B74656D7065726174757265 FA 41AC3D71"
        + " 6868756D6964697479 FA 42347AE1 687072657373757265 FA 447D5000";

    [TestMethod]
    public void Every_value_is_read_with_the_digits_that_the_node_has()
    {
        ReportedReading reading = Parse(Bytes(Whole));
        Assert.AreEqual(42, reading.Seq);
        Assert.AreEqual(81234, reading.UptimeMs);
        Assert.AreEqual(DateTimeOffset.FromUnixTimeMilliseconds(0x19AACD7F87B), reading.Time);
        Assert.AreEqual(21.53m, reading.Temperature);
        Assert.AreEqual(45.12m, reading.Humidity);
        Assert.AreEqual(1013.25m, reading.Pressure);
        Assert.IsEmpty(reading.Others);
    }

    [TestMethod]
    public void A_half_precision_number_and_unknown_members_are_read()
    {
        ReportedReading reading = Parse(Bytes("A3 6B74656D7065726174757265 F9 CD00 63636F32 19 01A1 65706C616365 64726F6F66"));
        Assert.AreEqual(-20m, reading.Temperature);
        Assert.AreEqual(417m, reading.Quantities.Single(quantity => quantity.Name == "co2").Value);
        Assert.AreEqual("place=roof", string.Join(' ', reading.Others.Select(field => $"{field.Key}={field.Text}")));
    }

    [TestMethod]
    [DataRow("A1", "not valid CBOR")]
    [DataRow("A1 63736571", "not valid CBOR")]
    [DataRow("A1 63736571 18", "not valid CBOR")]
    [DataRow("A1 01 02", "not valid CBOR")]
    [DataRow("A2 63736571 01 63736571 02", "not valid CBOR")]
    [DataRow("A1 63FFFEFD 01", "not valid CBOR")]
    [DataRow("BF 63736571 01", "not valid CBOR")]
    [DataRow("A1 6161 818181818181818101", "not valid CBOR")]
    [DataRow("A1 63736571 01 00", "bytes behind its CBOR map")]
    [DataRow("A1 63736571 20", "'seq' is not a whole number")]
    [DataRow("A1 63736571 F9 3E00", "'seq' is not a whole number")]
    [DataRow("A1 6B74656D7065726174757265 F9 7E00", "'temperature' is not a number")]
    [DataRow("A1 6B74656D7065726174757265 6132", "'temperature' is not a number")]
    [DataRow("81 01", "not valid JSON")]
    public void What_is_no_reading_is_refused_with_the_reason(string payload, string reason)
    {
        Assert.IsFalse(NodeReading.TryParse(Received.Bytes("t", Bytes(payload)), out ReportedReading? reading, out string? problem));
        Assert.IsNull(reading);
        StringAssert.Contains(problem, reason);
    }

    [TestMethod]
    public void A_map_of_indefinite_length_is_read() =>
        Assert.AreEqual(1, Parse(Bytes("BF 63736571 01 FF")).Seq);

    [TestMethod]
    public void Every_kind_of_value_becomes_json()
    {
        CborWriter writer = new CborWriter();
        writer.WriteStartMap(9);
        writer.WriteTextString("a");
        writer.WriteUInt64(ulong.MaxValue);
        writer.WriteTextString("b");
        writer.WriteCborNegativeIntegerRepresentation(ulong.MaxValue);
        writer.WriteTextString("c");
        writer.WriteDouble(0.1);
        writer.WriteTextString("d");
        writer.WriteBoolean(true);
        writer.WriteTextString("e");
        writer.WriteNull();
        writer.WriteTextString("f");
        writer.WriteByteString([1, 2]);
        writer.WriteTextString("g");
        writer.WriteTag(CborTag.UnixTimeSeconds);
        writer.WriteInt32(7);
        writer.WriteTextString("h");
        writer.WriteStartArray(2);
        writer.WriteTextString("x");
        writer.WriteSimpleValue((CborSimpleValue)99);
        writer.WriteEndArray();
        writer.WriteTextString("i");
        writer.WriteSingle(float.NegativeInfinity);
        writer.WriteEndMap();
        Assert.IsTrue(CborPayload.TryToJson(writer.Encode(), out ReadOnlyMemory<byte> json, out string? problem), problem);
        Assert.AreEqual(
            """{"a":18446744073709551615,"b":-18446744073709551616,"c":0.1,"d":true,"e":null,"f":"AQI=","g":7,"h":["x",null],"i":null}""",
            Encoding.UTF8.GetString(json.Span));
    }

    [TestMethod]
    public void More_members_than_the_limit_are_refused()
    {
        Assert.IsTrue(NodeReading.TryParse(Received.Bytes("t", Members(JsonFields.CountMax)), out _, out string? problem), problem);
        Assert.IsFalse(NodeReading.TryParse(Received.Bytes("t", Members(JsonFields.CountMax + 1)), out _, out problem));
        StringAssert.Contains(problem, "more than 64 members");
    }

    [TestMethod]
    public void Damaged_payloads_are_read_or_refused_without_an_exception()
    {
        const int Seed = 12;
        Random random = new Random(Seed);
        byte[] valid = Bytes(Whole);
        int refused = 0;
        for (int i = 0; i < 5_000; i++)
        {
            byte[] damaged = valid[..random.Next(1, valid.Length + 1)];
            for (int hits = random.Next(0, 4); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            refused += NodeReading.TryParse(Received.Bytes("t", damaged), out _, out string? problem) ? 0 : 1;
            JsonLine.Format(new Observation(Received.Bytes("t", damaged), null));
        }

        Assert.IsGreaterThan(1_000, refused, $"seed {Seed}");
    }

    [TestMethod]
    public void A_line_of_json_has_the_map_as_an_object()
    {
        DeviceTable table = new DeviceTable(new ManualTime());
        using JsonDocument line = JsonDocument.Parse(JsonLine.Format(table.Apply(Received.Bytes("devices/k/readings", Bytes(Whole)))));
        Assert.AreEqual(
            """{"seq":42,"uptime":81234,"time":1763836426363,"temperature":21.53,"humidity":45.12,"pressure":1013.25}""",
            line.RootElement.GetProperty("payload").GetRawText());
    }

    [TestMethod]
    public void A_map_that_is_not_valid_comes_as_base64_with_the_reason()
    {
        DeviceTable table = new DeviceTable(new ManualTime());
        using JsonDocument line = JsonDocument.Parse(JsonLine.Format(table.Apply(Received.Bytes("devices/k/readings", [0xA1, 0x01]))));
        CollectionAssert.AreEqual(new byte[] { 0xA1, 0x01 }, line.RootElement.GetProperty("payloadBase64").GetBytesFromBase64());
        Assert.AreEqual("the payload is not valid CBOR", line.RootElement.GetProperty("problem").GetString());
    }

    [TestMethod]
    public void A_map_that_is_no_reading_is_shown_as_json_with_the_reason()
    {
        DeviceTable table = new DeviceTable(new ManualTime());
        string line = PlainLine.Format(
            table.Apply(Received.Bytes("devices/k/readings", Bytes("A1 63736571 20"))), "k", TimeZoneInfo.Utc, new DateOnly(2026, 3, 1));
        StringAssert.Contains(line, """{"seq":-1}""");
        StringAssert.Contains(line, "'seq' is not a whole number");
    }

    private static byte[] Members(int count)
    {
        CborWriter writer = new CborWriter();
        writer.WriteStartMap(count);
        for (int i = 0; i < count; i++)
        {
            writer.WriteTextString($"k{i}");
            writer.WriteInt32(i);
        }

        writer.WriteEndMap();
        return writer.Encode();
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    private static ReportedReading Parse(byte[] payload)
    {
        Assert.IsTrue(NodeReading.TryParse(Received.Bytes("t", payload), out ReportedReading? reading, out string? problem), problem);
        return reading!;
    }
}
