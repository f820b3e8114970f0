using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Decoders;

/// <summary>Payloads as ESPHome's mqtt component publishes them.</summary>
[TestClass]
public sealed class EspHomeDecoderTests
{
    private readonly DecoderSet _decoders = new();

    [TestMethod]
    [DataRow("livingroom/status", "online", "ESPHome: |livingroom Status [online]")]
    [DataRow("livingroom/status", "offline", "ESPHome: |livingroom Status [offline]")]
    [DataRow("livingroom/sensor/living_room_temperature/state", "21.53", "ESPHome: |livingroom Readings temperature=21.53°C")]
    [DataRow("livingroom/sensor/co2/state", "612", "ESPHome: |livingroom Readings co2=612")]
    [DataRow("home/livingroom/sensor/humidity/state", "45.1", "ESPHome: home|livingroom Readings humidity=45.1%RH")]
    [DataRow("livingroom/sensor/co2/state", "nan", "ESPHome: |livingroom Readings")]
    [DataRow("livingroom/sensor/co2/state", "many", "ESPHome: |livingroom Readings (the state of 'co2' is not a number)")]
    [DataRow("livingroom/binary_sensor/door/state", "ON", "ESPHome: |livingroom Readings door:ON")]
    [DataRow("livingroom/status", "hello", "nothing")]
    [DataRow("livingroom/fan/ceiling/state", "ON", "nothing")]
    public void A_message_is_told(string topic, string payload, string said) => Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    [TestMethod]
    public void A_second_temperature_of_a_device_keeps_its_own_name()
    {
        Assert.AreEqual("ESPHome: |lab Readings temperature=20°C", Said.By(_decoders, "lab/sensor/air_temperature/state", "20"));
        Assert.AreEqual("ESPHome: |lab Readings water_temperature=50", Said.By(_decoders, "lab/sensor/water_temperature/state", "50"));
        Assert.AreEqual("ESPHome: |lab Readings temperature=21°C", Said.By(_decoders, "lab/sensor/air_temperature/state", "21"));
        Assert.AreEqual("ESPHome: |attic Readings temperature=5°C", Said.By(_decoders, "attic/sensor/water_temperature/state", "5"));
    }

    [TestMethod]
    [DataRow("""{"name":"CO2","unit_of_measurement":"ppm","state_topic":"lab/sensor/co2/state"}""")]
    [DataRow("""{"~":"lab/sensor","name":"CO2","unit_of_meas":"ppm","stat_t":"~/co2/state"}""")]
    public void Discovery_for_Home_Assistant_gives_the_unit(string config)
    {
        Assert.AreEqual("nothing", Said.By(_decoders, "homeassistant/sensor/lab/co2/config", config));
        Assert.AreEqual("ESPHome: |lab Readings co2=612ppm", Said.By(_decoders, "lab/sensor/co2/state", "612"));
    }
}
