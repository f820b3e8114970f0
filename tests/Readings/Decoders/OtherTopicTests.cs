using System.Text;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Decoders;

[TestClass]
public sealed class OtherTopicTests
{
    private readonly DecoderSet _decoders = new();

    [TestMethod]
    [DataRow("garden/temperature", "21.5", "plain number: |garden Readings temperature=21.5°C")]
    [DataRow("site/1/garden/Humidity", " 45 ", "plain number: site/1|garden Readings humidity=45%RH")]
    [DataRow("garden/soil", "-1.5e2", "plain number: |garden Readings soil=-150")]
    [DataRow("temperature", "21.5", "nothing")]
    [DataRow("garden/temperature", "warm", "nothing")]
    [DataRow("garden/temperature", "1e300", "nothing")]
    [DataRow("garden/", "1", "nothing")]
    [DataRow("$SYS/broker/uptime", "12", "nothing")]
    [DataRow("a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q", "12", "nothing")]
    public void A_plain_number_is_a_quantity_of_what_stands_before_it(string topic, string payload, string said) =>
        Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    [TestMethod]
    [DataRow("devices/kitchen/readings", """{"seq":1,"temperature":21.5,"co2":612}""", "SensorNet: devices|kitchen Readings temperature=21.5°C "
        + "co2=612")]
    [DataRow("devices/kitchen/status", "online", "SensorNet: devices|kitchen Status [online]")]
    [DataRow("devices/kitchen/status", "", "SensorNet: devices|kitchen Status")]
    [DataRow("gateways/1/diagnostics", """{"dropped":3}""", "SensorNet: gateways|1 Diagnostics dropped=3")]
    public void This_project_s_own_messages_are_told(string topic, string payload, string said) =>
        Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    /// <summary>Whatever comes, nothing throws, and what is kept is bounded.</summary>
    [TestMethod]
    public void Generated_messages_are_told_or_refused()
    {
        const int Seed = 20_260_301;
        Random random = new Random(Seed);
        string[] topics =
        [
            "tele/a/SENSOR", "tele/a/STATE", "a/sensor/b/state", "zigbee2mqtt/a", "homie/a/b/c", "homie/a/$state", "shellies/a/info",
            "a/status/switch:0",
            "a/events/rpc", "spBv1.0/g/DDATA/e/d", "spBv1.0/g/NBIRTH/e", "spBv1.0/STATE/h", "devices/a/readings",
            "homeassistant/sensor/a/b/config", "x/y",
        ];
        byte[] seed = Encoding.UTF8.GetBytes(
            """{"Time":"2026-03-01T12:00:00Z","a":{"Temperature":1e400,"b":[{},1,null]},"method":"NotifyStatus","params":{"t"""
            + """s":-1,"a:0":{"tC":"\ud800","\udc00":1}}}""");
        for (int i = 0; i < 20_000; i++)
        {
            byte[] payload = seed[..random.Next(seed.Length + 1)];
            for (int hits = random.Next(0, 6); hits > 0 && payload.Length > 0; hits--)
            {
                payload[random.Next(payload.Length)] = (byte)random.Next(256);
            }

            string topic = topics[random.Next(topics.Length)];
            try
            {
                Said.Of(_decoders.Decode(Received.Bytes(topic, payload)));
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {Seed}, message {i}, {topic} {Convert.ToHexString(payload)}: {e}");
            }
        }
    }
}
