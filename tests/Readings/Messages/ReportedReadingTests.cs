using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Messages;

[TestClass]
public sealed class ReportedReadingTests
{
    [TestMethod]
    public void Every_value_of_a_whole_reading_is_read()
    {
        ReportedReading reading = Parse(
            """{"seq":42,"uptime":81234,"time":1763841600123,"temperature":21.53,"humidity":45.12,"pressure":1013.25}""");
        Assert.AreEqual(42, reading.Seq);
        Assert.AreEqual(81234, reading.UptimeMs);
        Assert.AreEqual(DateTimeOffset.FromUnixTimeMilliseconds(1763841600123), reading.Time);
        Assert.AreEqual(21.53m, reading.Temperature);
        Assert.AreEqual(45.12m, reading.Humidity);
        Assert.AreEqual(1013.25m, reading.Pressure);
        Assert.IsEmpty(reading.Others);
    }

    [TestMethod]
    public void Whatever_is_left_out_is_null()
    {
        ReportedReading reading = Parse("""{"seq":1,"temperature":-5.1}""");
        Assert.IsNull(reading.UptimeMs);
        Assert.IsNull(reading.Time);
        Assert.IsNull(reading.Humidity);
        Assert.IsNull(reading.Pressure);
    }

    [TestMethod]
    public void Unknown_members_are_kept()
    {
        ReportedReading reading = Parse("""{"co2":417,"place":"roof"}""");
        Assert.AreEqual("co2=417", string.Join(' ', reading.Quantities.Select(quantity => $"{quantity.Name}={quantity.Value}")));
        Assert.AreEqual("place=roof", string.Join(' ', reading.Others.Select(field => $"{field.Key}={field.Text}")));
    }

    [TestMethod]
    [DataRow("", "not valid JSON")]
    [DataRow("21.5", "not a JSON object")]
    [DataRow("[1]", "not a JSON object")]
    [DataRow("{\"seq\":1", "not valid JSON")]
    [DataRow("{\"seq\":1}x", "not valid JSON")]
    [DataRow("{\"seq\":-1}", "'seq' is not a whole number")]
    [DataRow("{\"seq\":1.5}", "'seq' is not a whole number")]
    [DataRow("{\"seq\":99999999999999999999}", "'seq' is not a whole number")]
    [DataRow("{\"uptime\":null}", "'uptime' is not a whole number")]
    [DataRow("{\"time\":999999999999999999}", "'time' is not a whole number")]
    [DataRow("{\"temperature\":\"21\"}", "'temperature' is not a number")]
    [DataRow("{\"humidity\":1e400}", "'humidity' is not a number")]
    [DataRow("{\"pressure\":1e9}", "'pressure' is not a number")]
    [DataRow("{\"pressure\":NaN}", "not valid JSON")]
    [DataRow("{\"a\":\"\\ud800\"}", "not valid JSON")]
    [DataRow("[[[[[[[[[[1]]]]]]]]]]", "not valid JSON")]
    public void What_is_no_reading_is_refused_with_the_reason(string payload, string reason)
    {
        Assert.IsFalse(NodeReading.TryParse(Received.Text("t", payload), out ReportedReading? reading, out string? problem));
        Assert.IsNull(reading);
        StringAssert.Contains(problem, reason);
    }

    [TestMethod]
    public void A_payload_beyond_the_size_limit_is_refused()
    {
        string payload = "{\"seq\":1," + new string(' ', WatchedMessage.PayloadBytesMax) + "\"a\":1}";
        Assert.IsFalse(NodeReading.TryParse(Received.Text("t", payload), out _, out string? problem));
        StringAssert.Contains(problem, "more than 16384");
    }

    [TestMethod]
    public void More_members_than_the_limit_are_refused()
    {
        string Members(int count) => "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"k{i}\":{i}")) + "}";
        Assert.IsTrue(NodeReading.TryParse(Received.Text("t", Members(JsonFields.CountMax)), out _, out _));
        Assert.IsFalse(NodeReading.TryParse(Received.Text("t", Members(JsonFields.CountMax + 1)), out _, out string? problem));
        StringAssert.Contains(problem, "more than 64 members");
    }

    [TestMethod]
    public void Random_payloads_are_refused_without_an_exception()
    {
        const int Seed = 11;
        Random random = new Random(Seed);
        byte[] valid = """{"seq":42,"uptime":81234,"temperature":21.53,"humidity":45.12,"x":"\u00e9"}"""u8.ToArray();
        int refused = 0;
        for (int i = 0; i < 2_000; i++)
        {
            byte[] damaged = [.. valid];
            for (int hits = random.Next(1, 4); hits > 0; hits--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            refused += NodeReading.TryParse(Received.Bytes("t", damaged), out _, out _) ? 0 : 1;
        }

        Assert.IsGreaterThan(1_000, refused, $"seed {Seed}");
    }

    private static ReportedReading Parse(string payload)
    {
        Assert.IsTrue(NodeReading.TryParse(Received.Text("t", payload), out ReportedReading? reading, out string? problem), problem);
        return reading!;
    }
}
