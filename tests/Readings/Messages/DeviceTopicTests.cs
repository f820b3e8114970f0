using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Tests.Messages;

[TestClass]
public sealed class DeviceTopicTests
{
    [TestMethod]
    [DataRow("devices/kitchen/readings", "devices", "kitchen", MessageKind.Readings)]
    [DataRow("devices/kitchen/status", "devices", "kitchen", MessageKind.Status)]
    [DataRow("site/1/devices/a b/info", "site/1/devices", "a b", MessageKind.Info)]
    [DataRow("d/x/diagnostics", "d", "x", MessageKind.Diagnostics)]
    [DataRow("//x/status", "/", "x", MessageKind.Status)]
    public void The_last_two_levels_are_device_and_kind(string topic, string root, string id, object kind)
    {
        Assert.IsTrue(DeviceTopic.TryParse(topic, out DeviceTopic parsed));
        Assert.AreEqual(new DeviceTopic(root, id, (MessageKind)kind), parsed);
    }

    [TestMethod]
    [DataRow("readings")]
    [DataRow("kitchen/readings")]
    [DataRow("/kitchen/readings")]
    [DataRow("devices//readings")]
    [DataRow("devices/kitchen/Readings")]
    [DataRow("devices/kitchen/readings/")]
    [DataRow("devices/kitchen/other")]
    [DataRow("$SYS/broker/status")]
    [DataRow("")]
    [DataRow("/")]
    public void Other_topics_are_no_devices(string topic) =>
        Assert.IsFalse(DeviceTopic.TryParse(topic, out _));

    [TestMethod]
    public void A_root_and_id_beyond_the_limit_are_no_devices()
    {
        string fits = "d/" + new string('x', DeviceTopic.PrefixCharsMax - 2);
        Assert.IsTrue(DeviceTopic.TryParse(fits + "/status", out _));
        Assert.IsFalse(DeviceTopic.TryParse(fits + "x/status", out _));
    }
}
