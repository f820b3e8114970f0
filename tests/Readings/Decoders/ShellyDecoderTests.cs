using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Decoders;

/// <summary>Payloads as in Shelly's documents of both generations.</summary>
[TestClass]
public sealed class ShellyDecoderTests
{
    private readonly DecoderSet _decoders = new();

    [TestMethod]
    [DataRow("shellies/shellyht-A4CF12/online", "true", "Shelly: shellies|shellyht-A4CF12 Status [online]")]
    [DataRow("shellies/shellyht-A4CF12/sensor/temperature", "21.50", "Shelly: shellies|shellyht-A4CF12 Readings temperature=21.50°C")]
    [DataRow("shellies/shellyht-A4CF12/sensor/humidity", "45.1", "Shelly: shellies|shellyht-A4CF12 Readings humidity=45.1%RH")]
    [DataRow("shellies/shellyht-A4CF12/sensor/battery", "100", "Shelly: shellies|shellyht-A4CF12 Readings battery=100%")]
    [DataRow("shellies/shelly1pm-B929CC/relay/0", "on", "Shelly: shellies|shelly1pm-B929CC Readings relay0:on")]
    [DataRow("shellies/shelly1pm-B929CC/relay/0/power", "12.34", "Shelly: shellies|shelly1pm-B929CC Readings relay0.power=12.34W")]
    [DataRow("shellies/shelly1pm-B929CC/temperature", "45.17", "Shelly: shellies|shelly1pm-B929CC Readings device_temperature=45.17°C")]
    [DataRow("shellies/shellyem-B9F5AA/emeter/1/voltage", "231.5", "Shelly: shellies|shellyem-B9F5AA Readings emeter1.voltage=231.5V")]
    [DataRow(
        "shellies/shellyht-A4CF12/announce",
        """{"id":"shellyht-A4CF12","model":"SHHT-1","mac":"A4CF12000000","fw_ver":"20230913"}""",
        "Shelly: shellies|shellyht-A4CF12 Info id=shellyht-A4CF12 model=SHHT-1 mac=A4CF12000000 fw_ver=20230913")]
    [DataRow("shellies/shelly1pm-B929CC/relay/0/command", "on", "nothing")]
    public void The_first_generation_is_told(string topic, string payload, string said) => Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    [TestMethod]
    [DataRow("shellyplusht-c049ef/online", "false", "Shelly: |shellyplusht-c049ef Status [offline]")]
    [DataRow("home/ht/status/temperature:0", """{"id": 0,"tC":21.5, "tF":70.7}""", "Shelly: home|ht Readings temperature=21.5°C")]
    [DataRow("ht/status/humidity:0", """{"id":0,"rh":45.1}""", "Shelly: |ht Readings humidity=45.1%RH")]
    [DataRow(
        "plug/status/switch:0",
        """{"id":0,"source":"init","output":true,"apower":12.3,"voltage":231.1,"current":0.05,"aenergy":{"total":123.4,"by_minute":[0,0,0],"min"""
        + """ute_ts":1631186545},"temperature":{"tC":45.1,"tF":113.2}}""",
        "Shelly: |plug Readings switch0.apower=12.3W switch0.voltage=231.1V switch0.current=0.05A switch0.temperature=45.1°C "
        + "switch0.aenergy.total=123.4Wh switch0.aenergy.minute_ts=1631186545 switch0.source:init switch0.output:true")]
    [DataRow("plug/status/wifi", """{"sta_ip":"192.168.1.9","status":"got ip","ssid":"home","rssi":-58}""",
        "Shelly: |plug Diagnostics wifi.sta_ip=192.168.1.9 wifi.status=got ip wifi.ssid=home wifi.rssi=-58")]
    [DataRow(
        "ht/events/rpc",
        """{"src":"shellyplusht-c049ef","dst":"ht/events","method":"NotifyFullStatus","params":{"ts":1772366401.5,"ble":{},"devicepower:0":{"i"""
        + """d":0,"battery":{"V":5.32,"percent":61},"external":{"present":false}},"humidity:0":{"id":0,"rh":47.6},"temperature:0":{"id":0,"t"""
        + """C":22.6,"tF":72.7}}}""",
        "Shelly: |ht Readings battery_voltage=5.32V battery=61% humidity=47.6%RH temperature=22.6°C devicepower0.external.present:false at "
        + "2026-03-01T12:00:01.500Z")]
    [DataRow("ht/events/rpc", """{"src":"x","method":"NotifyEvent","params":{}}""", "nothing")]
    [DataRow("ht/status/temperature:0", "21", "Shelly: |ht Readings (the payload is not a JSON object)")]
    [DataRow("a/b/online", "maybe", "nothing")]
    public void Later_generations_are_told(string topic, string payload, string said) => Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    [TestMethod]
    public void A_second_sensor_keeps_its_own_name()
    {
        Assert.AreEqual("Shelly: |uni Readings temperature=20°C", Said.By(_decoders, "uni/status/temperature:100", """{"id":100,"tC":20}"""));
        Assert.AreEqual("Shelly: |uni Readings temperature101.tC=5°C", Said.By(_decoders, "uni/status/temperature:101", """{"id":101,"tC":5}"""));
    }
}
