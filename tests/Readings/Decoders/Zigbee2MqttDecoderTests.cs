using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Decoders;

/// <summary>Payloads as Zigbee2MQTT 1.x and 2.x publishes them.</summary>
[TestClass]
public sealed class Zigbee2MqttDecoderTests
{
    private readonly DecoderSet _decoders = new();

    [TestMethod]
    [DataRow(
        "zigbee2mqtt/0x00158d0001dc126a",
        """{"battery":97,"humidity":48.2,"linkquality":120,"pressure":1013,"temperature":21.3,"voltage":3015}""",
        "Zigbee2MQTT: zigbee2mqtt|0x00158d0001dc126a Readings battery=97% humidity=48.2%RH linkquality=120 pressure=1013hPa temperature=21.3°C "
        + "voltage=3015")]
    [DataRow(
        "zigbee2mqtt/first floor/hall",
        """{"contact":false,"last_seen":"2026-03-01T12:00:01.000Z","update":{"state":"idle","installed_version":1}}""",
        "Zigbee2MQTT: zigbee2mqtt|first floor/hall Readings contact:false at 2026-03-01T12:00:01.000Z")]
    [DataRow("zigbee2mqtt/lamp", """{"state":"ON","color":{"x":0.3,"y":0.4},"last_seen":1772366401000}""",
        "Zigbee2MQTT: zigbee2mqtt|lamp Readings color.x=0.3 color.y=0.4 state:ON at 2026-03-01T12:00:01.000Z")]
    [DataRow("zigbee2mqtt/lamp/availability", """{"state":"online"}""", "Zigbee2MQTT: zigbee2mqtt|lamp Status [online]")]
    [DataRow("zigbee2mqtt/lamp/availability", "offline", "Zigbee2MQTT: zigbee2mqtt|lamp Status [offline]")]
    [DataRow("zigbee2mqtt/bridge/state", """{"state":"online"}""", "Zigbee2MQTT: zigbee2mqtt|bridge Status [online]")]
    [DataRow("zigbee2mqtt/lamp", "", "Zigbee2MQTT: zigbee2mqtt|lamp Readings (the payload is not valid JSON)")]
    [DataRow("zigbee2mqtt/bridge/devices", "[]", "nothing")]
    [DataRow("zigbee2mqtt/lamp/set", """{"state":"ON"}""", "nothing")]
    [DataRow("z2m/lamp", """{"state":"ON"}""", "nothing")]
    public void A_message_is_told(string topic, string payload, string said) => Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    [TestMethod]
    public void Another_base_topic_is_known_once_its_bridge_was_seen()
    {
        Said.By(_decoders, "home/z2m/bridge/state", """{"state":"online"}""");
        Assert.AreEqual("Zigbee2MQTT: home/z2m|lamp Readings temperature=20°C", Said.By(_decoders, "home/z2m/lamp", """{"temperature":20}"""));
    }

    [TestMethod]
    public void A_bridge_that_is_away_takes_its_devices_along() =>
        Assert.AreEqual("zigbee2mqtt", _decoders.Decode(Received.Text("zigbee2mqtt/bridge/state", """{"state":"offline"}"""))!.RootBehind);
}
