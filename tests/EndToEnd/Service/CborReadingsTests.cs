using System.Text.Json;
using SensorNet.EndToEnd.Tests.MqttSn;

namespace SensorNet.EndToEnd.Tests.Service;

/// <summary>A constrained node with an SHT31 whose readings are CBOR, through the gateway service and Mosquitto.</summary>
[TestClass]
public sealed class CborReadingsTests
{
    [TestMethod]
    [DataRow("none")]
    [DataRow("deep")]
    public async Task Watch_shows_the_readings(string sleep)
    {
        using ServiceScene scene = await ServiceScene.StartAsync("aggregating");
        using ChildProcess json = await scene.StartWatchAsync("--json");
        using ChildProcess plain = await scene.StartWatchAsync("--plain");
        using EmulatedFirmware node = scene.StartNodeWithSht31(
            "field", ("payload", "cbor"), ("sleep", sleep), ("intervalMs", sleep == "deep" ? 2000 : 1000));
        await Wait.UntilAsync(() => ReadingsIn(json).Length >= 3, "3 readings", details: () => node.Output + json.Output);

        JsonElement[] readings = ReadingsIn(json);
        foreach ((JsonElement line, int index) in readings.Select((line, index) => (line, index)))
        {
            Assert.IsFalse(line.TryGetProperty("problem", out _), line.GetRawText());
            JsonElement payload = line.GetProperty("payload");
            Assert.AreEqual(index, payload.GetProperty("seq").GetInt64(), line.GetRawText());
            Assert.IsTrue(payload.GetProperty("temperature").GetDouble() is > -40 and < 125, line.GetRawText());
            Assert.IsTrue(payload.GetProperty("humidity").GetDouble() is >= 0 and <= 100, line.GetRawText());
            Assert.IsFalse(payload.TryGetProperty("pressure", out _), line.GetRawText());
        }

        await Wait.UntilAsync(() => plain.Says("field readings seq=2 "), "seq=2", details: () => plain.Output);
        Assert.IsTrue(plain.Says("SHT3x at 0x44"), plain.Output);
    }

    private static JsonElement[] ReadingsIn(ChildProcess watch) =>
    [
        .. watch.Output.Split('\n')
            .Where(line => line.Contains("\"kind\":\"readings\"", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement),
    ];
}
