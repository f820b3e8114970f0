using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using MQTTnet.Protocol;

namespace SensorNet.EndToEnd.Tests.Node;

[TestClass]
public sealed class NodeOnlineTests
{
    [TestMethod]
    public async Task A_late_subscriber_sees_the_retained_online_and_info()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber early = await Subscriber.StartAsync(broker);
        using NodeProcess node = new NodeProcess(broker, "kitchen");
        await node.WaitForReadingsAsync(early, 1);
        await Wait.UntilAsync(() => early.On(node.Topic("info")).Count > 0, "info", details: () => node.Output);

        using Subscriber late = await Subscriber.StartAsync(broker, node.Topic("+"));
        await late.WaitForAsync(node.Topic("status"), "online");
        await Wait.UntilAsync(() => late.On(node.Topic("info")).Count > 0, "retained info");
        ReceivedMessage status = late.On(node.Topic("status"))[0];
        ReceivedMessage info = late.On(node.Topic("info"))[0];
        Assert.IsTrue(status.Retain);
        Assert.AreEqual(MqttQualityOfServiceLevel.AtLeastOnce, status.Qos);
        Assert.IsTrue(info.Retain);
        Assert.AreEqual("SensorNode", info.Json.GetProperty("firmware").GetString());
        StringAssert.StartsWith(info.Json.GetProperty("sensor").GetString(), "BME280 at 0x7");
    }

    [TestMethod]
    public async Task Readings_are_qos_0_not_retained_and_plausible()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new NodeProcess(broker, "garden");
        await node.WaitForReadingsAsync(subscriber, 3);

        IReadOnlyList<ReceivedMessage> readings = subscriber.On(node.Topic("readings"));
        foreach (ReceivedMessage reading in readings)
        {
            Assert.AreEqual(MqttQualityOfServiceLevel.AtMostOnce, reading.Qos);
            Assert.IsFalse(reading.Retain);
            AssertIn(-40, 85, reading.Json, "temperature");
            AssertIn(0, 100, reading.Json, "humidity");
            AssertIn(300, 1100, reading.Json, "pressure");
        }

        CollectionAssert.AreEqual(
            Enumerable.Range(0, readings.Count).Select(i => (long)i).ToArray(), readings.Select(reading => reading.Seq).ToArray());
    }

    [TestMethod]
    public async Task Diagnostics_come_with_the_connection()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using NodeProcess node = new NodeProcess(broker, "attic");
        await Wait.UntilAsync(() => subscriber.On(node.Topic("diagnostics")).Count > 0, "diagnostics", details: () => node.Output);

        ReceivedMessage diagnostics = subscriber.On(node.Topic("diagnostics"))[0];
        Assert.AreEqual(MqttQualityOfServiceLevel.AtMostOnce, diagnostics.Qos);
        Assert.AreEqual(0, diagnostics.Json.GetProperty("sensorErrors").GetInt64());
        Assert.AreEqual(0, diagnostics.Json.GetProperty("readingsDropped").GetInt64());
        Assert.IsTrue(diagnostics.Json.GetProperty("freeMemory").GetInt64() > 0);
    }

    private static void AssertIn(double min, double max, JsonElement json, string name)
    {
        double value = json.GetProperty(name).GetDouble();
        Assert.IsTrue(value >= min && value <= max, $"{name} is {value}");
    }
}
