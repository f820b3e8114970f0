using System.Text.Json;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.Cli.Views;

namespace SensorNet.Cli.Tests.Views;

[TestClass]
public sealed class JsonLineTests
{
    private readonly DeviceTable _table = new(new ManualTime());

    [TestMethod]
    public void A_reading_is_given_whole() =>
        Assert.AreEqual(
            """{"received":"2026-03-01T12:00:01Z","topic":"devices/kitchen/readings","device":"kitchen","kind":"readings","system":"SensorNe"""
            + """t","qos":0,"retained":false,"""
            + "\"payload\":{\"seq\":42,\"temperature\":21.50}}",
            Line(Received.Text("devices/kitchen/readings", """{ "seq": 42, "temperature": 21.50 }""")));

    [TestMethod]
    public void A_gap_and_a_restart_are_members()
    {
        Line(Received.Text("d/k/readings", """{"seq":5}"""));
        Assert.AreEqual(4, Parse(Received.Text("d/k/readings", """{"seq":10}""")).GetProperty("missed").GetInt32());
        Assert.IsTrue(Parse(Received.Text("d/k/readings", """{"seq":1}""")).GetProperty("restarted").GetBoolean());
    }

    [TestMethod]
    [DataRow("online")]
    [DataRow("42")]
    [DataRow("")]
    [DataRow("{not json")]
    [DataRow("\u001b[31m\"\\\r\n\u0085")]
    public void A_payload_that_is_no_object_is_text(string payload) =>
        Assert.AreEqual(payload, Parse(Received.Text("d/k/status", payload)).GetProperty("payload").GetString());

    [TestMethod]
    public void An_unreadable_reading_says_why()
    {
        JsonElement line = Parse(Received.Text("d/k/readings", """{"seq":-1}"""));
        StringAssert.Contains(line.GetProperty("problem").GetString(), "'seq'");
        Assert.AreEqual(-1, line.GetProperty("payload").GetProperty("seq").GetInt32());
    }

    [TestMethod]
    public void Bytes_that_are_no_text_come_as_base64() =>
        CollectionAssert.AreEqual(
            new byte[] { 0xFF, 0x00 },
            Parse(Received.Bytes("x", [0xFF, 0x00])).GetProperty("payloadBase64").GetBytesFromBase64());

    [TestMethod]
    public void A_payload_beyond_the_limit_comes_cut_with_its_length()
    {
        JsonElement line = Parse(Received.Bytes("x", new byte[20_000]));
        Assert.AreEqual(20_000, line.GetProperty("payloadBytes").GetInt32());
        Assert.HasCount(WatchedMessage.PayloadBytesMax, line.GetProperty("payloadBase64Start").GetBytesFromBase64());
    }

    [TestMethod]
    [DataRow("{\"a\":\"\\ud800\"}")]
    [DataRow("{\"\\udfff\":1}")]
    [DataRow("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    [DataRow("{\"a\":1}{\"b\":2}")]
    [DataRow("{\"a\":\"x\u001b\"}")]
    [DataRow("{\"a\":1,\"a\":2}")]
    [DataRow("{\"a\":1e999}")]
    public void Every_payload_gives_one_line_of_valid_json(string payload)
    {
        string line = Line(Received.Text("d/\u001bk\n/readings", payload));
        Assert.IsFalse(line.Any(char.IsControl), line);
        Assert.IsTrue(line.All(char.IsAscii), line);
        using JsonDocument parsed = JsonDocument.Parse(line);
        Assert.AreEqual("\u001bk\n", parsed.RootElement.GetProperty("device").GetString());
    }

    [TestMethod]
    public void Random_payloads_give_valid_lines()
    {
        const int Seed = 3;
        Random random = new Random(Seed);
        string alphabet = "{}[]\":,\\u0d8 1e-\u001b\ud83d\udca5é\n";
        for (int i = 0; i < 2_000; i++)
        {
            string payload = "{" + string.Concat(random.GetItems(alphabet.ToCharArray(), random.Next(30)));
            string line = Line(Received.Text("x", payload));
            Assert.IsFalse(line.Any(char.IsControl), $"seed {Seed}: {line}");
            using JsonDocument parsed = JsonDocument.Parse(line);
            Assert.AreEqual("x", parsed.RootElement.GetProperty("topic").GetString());
        }
    }

    private string Line(WatchedMessage message) => JsonLine.Format(_table.Apply(message));

    private JsonElement Parse(WatchedMessage message)
    {
        using JsonDocument line = JsonDocument.Parse(Line(message));
        return line.RootElement.Clone();
    }
}
