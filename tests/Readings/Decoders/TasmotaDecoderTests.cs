using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;

namespace SensorNet.Readings.Tests.Decoders;

/// <summary>Payloads as Tasmota 9 to 14 publishes them.</summary>
[TestClass]
public sealed class TasmotaDecoderTests
{
    private readonly DecoderSet _decoders = new();

    [TestMethod]
    [DataRow("tele/kitchen/LWT", "Online", "Tasmota: |kitchen Status [online]")]
    [DataRow("tele/kitchen/LWT", "Offline", "Tasmota: |kitchen Status [offline]")]
    [DataRow(
        "tele/kitchen/SENSOR",
        """{"Time":"2026-03-01T12:00:00","AM2301":{"Temperature":21.5,"Humidity":45.1,"DewPoint":9.2},"TempUnit":"C"}""",
        "Tasmota: |kitchen Readings temperature=21.5°C humidity=45.1%RH dewPoint=9.2°C")]
    [DataRow(
        "tele/shed/SENSOR",
        """{"Time":"2026-03-01T12:00:00","BME280":{"Temperature":70.7,"Humidity":45.1,"DewPoint":48.6,"Pressure":760.0},"PressureUnit":"mmH"""
        + """g","TempUnit":"F"}""",
        "Tasmota: |shed Readings temperature=21.5°C humidity=45.1%RH dewPoint=48.6°F pressure=1013.250hPa")]
    [DataRow(
        "tele/tank/SENSOR",
        """{"Time":"2026-03-01T12:00:00+01:00","DS18B20-1":{"Id":"01144A0CB2AA","Temperature":50.2},"DS18B20-2":{"Id":"01144A1A2BAA","Temperatu"""
        + """re":31.9},"ESP32":{"Temperature":48.3},"TempUnit":"C"}""",
        "Tasmota: |tank Readings temperature=50.2°C DS18B20-2.temperature=31.9°C ESP32.temperature=48.3°C at 2026-03-01T11:00:00.000Z")]
    [DataRow("tele/a/SENSOR", """{"Time":"2026-03-01 12:00:00","SHT3X":{"Temperature":20.0}}""", "Tasmota: |a Readings temperature=20.0°C")]
    [DataRow(
        "tele/a/SENSOR", """{"Time":"2026-03-01 12:00:00-05:00","SHT3X":{"Temperature":20.0}}""",
        "Tasmota: |a Readings temperature=20.0°C at 2026-03-01T17:00:00.000Z")]
    [DataRow(
        "tele/plug/SENSOR",
        """{"Time":"2026-03-01T12:00:00","ENERGY":{"TotalStartTime":"2025-01-01T00:00:00","Total":12.345,"Yesterday":0.5,"Today":0.1,"Power":4"""
        + """2,"ApparentPower":50,"ReactivePower":27,"Factor":0.84,"Voltage":231,"Current":0.216}}""",
        "Tasmota: |plug Readings total=12.345kWh yesterday=0.5kWh today=0.1kWh power=42W apparentPower=50VA reactivePower=27var factor=0.84 "
        + "voltage=231V current=0.216A")]
    [DataRow(
        "site/1/tele/plug/STATE",
        """{"Time":"2026-03-01T12:00:00","Uptime":"1T02:03:04","UptimeSec":93784,"Heap":26,"POWER":"ON","Wifi":{"AP":1,"RSSI":80,"Signal":-60}}""",
        "Tasmota: site/1|plug Diagnostics Time=2026-03-01T12:00:00 Uptime=1T02:03:04 UptimeSec=93784 Heap=26 POWER=ON Wifi.AP=1 Wifi.RSSI=80 "
        + "Wifi.Signal=-60")]
    [DataRow("bedroom/tele/SENSOR", """{"SHT3X":{"Temperature":20.0}}""", "Tasmota: |bedroom Readings temperature=20.0°C")]
    [DataRow(
        "tele/plug/INFO1",
        """{"Info1":{"Module":"Generic","Version":"14.1.0(tasmota)","GroupTopic":"tasmotas"}}""",
        "Tasmota: |plug Info Info1.Module=Generic Info1.Version=14.1.0(tasmota) Info1.GroupTopic=tasmotas")]
    [DataRow("tele/plug/SENSOR", "nonsense", "Tasmota: |plug Readings (the payload is not valid JSON)")]
    [DataRow("tele/plug/SENSOR", "[1]", "Tasmota: |plug Readings (the payload is not a JSON object)")]
    public void A_message_is_told(string topic, string payload, string said) => Assert.AreEqual(said, Said.By(_decoders, topic, payload));

    [TestMethod]
    [DataRow("tele/SENSOR")]
    [DataRow("tele//SENSOR")]
    [DataRow("tele/x/RESULT2")]
    public void Another_topic_is_not_of_it(string topic) => Assert.AreEqual("nothing", Said.By(_decoders, topic, "{}"));
}
