namespace SensorNet.EndToEnd.Tests.Service;

/// <summary>Each QoS up and down, awake and asleep, between Mosquitto's programs and <c>sensornet sn</c>.</summary>
[TestClass]
public sealed class CommandLineClientTests
{
    private const string Topic = "lamp/state";

    [TestMethod]
    [DataRow("aggregating", -1)]
    [DataRow("aggregating", 0)]
    [DataRow("aggregating", 1)]
    [DataRow("aggregating", 2)]
    [DataRow("transparent", -1)]
    [DataRow("transparent", 0)]
    [DataRow("transparent", 1)]
    [DataRow("transparent", 2)]
    public async Task What_is_published_arrives_once_with_its_qos(string mode, int qos)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        string topic = qos < 0 ? "la" : Topic;
        using ChildProcess pub = scene.StartSn("pub", qos < 0 ? "--short" : "-t", topic, "-m", "on", "-q", $"{qos}");
        await pub.WaitForExitAsync();
        Assert.AreEqual(0, pub.ExitCode, pub.Output);
        await scene.Subscriber.WaitForAsync(topic, "on", details: () => pub.Output + scene.Service.Output);

        // Whatever came of it would come before what is published after it.
        await Publisher.SendAsync(scene.Broker, topic, "last", 2);
        await scene.Subscriber.WaitForAsync(topic, "last");
        ReceivedMessage message = scene.Subscriber.On(topic).Single(message => message.Payload == "on");
        Assert.AreEqual(Math.Max(qos, 0), (int)message.Qos);
    }

    [TestMethod]
    [DynamicData(nameof(Modes.AtEveryQos), typeof(Modes))]
    public async Task What_is_published_reaches_a_client_that_is_awake(string mode, int qos)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using ChildProcess sub = scene.StartSn("sub", "-t", "lamp/+", "-v", "-q", $"{qos}", "-C", "2");
        await Wait.UntilAsync(() => sub.Says("SUBACK"), "the subscription", details: () => sub.Output);
        await Publisher.SendAsync(scene.Broker, Topic, "on", qos);
        await Publisher.SendAsync(scene.Broker, Topic, "off", qos);
        await sub.WaitForExitAsync();
        Assert.AreEqual(0, sub.ExitCode, sub.Output);
        AssertReceivedInOrder(sub);
    }

    [TestMethod]
    [DynamicData(nameof(Modes.AtEveryQos), typeof(Modes))]
    public async Task What_is_published_waits_for_a_client_that_is_asleep(string mode, int qos)
    {
        using ServiceScene scene = await ServiceScene.StartAsync(mode);
        using ChildProcess sub = scene.StartSn("sub", "-t", "lamp/+", "-v", "-q", $"{qos}", "-C", "2", "-i", "sleeper", "--sleep", "4");

        // The gateway's DISCONNECT is its consent to the sleep (6.14).
        await Wait.UntilAsync(() => sub.CountOf("DISCONNECT") >= 2, "the client sleeps", details: () => sub.Output);
        Assert.AreEqual(0, sub.CountOf("PINGRESP"), sub.Output);
        await Publisher.SendAsync(scene.Broker, Topic, "on", qos);
        await Publisher.SendAsync(scene.Broker, Topic, "off", qos);
        await sub.WaitForExitAsync();
        Assert.AreEqual(0, sub.ExitCode, sub.Output);
        AssertReceivedInOrder(sub);
        Assert.IsTrue(sub.Says("PINGREQ"), sub.Output);
    }

    private static void AssertReceivedInOrder(ChildProcess sub) => CollectionAssert.AreEqual(
        new[] { $"{Topic} on", $"{Topic} off" },
        sub.Output.Split('\n').Where(line => line.StartsWith(Topic, StringComparison.Ordinal)).ToArray(),
        sub.Output);
}
