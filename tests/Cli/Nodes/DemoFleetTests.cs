using SensorNet.Cli.Brokers;
using SensorNet.Cli.Nodes;
using SensorNet.Emulator;

namespace SensorNet.Cli.Tests.Nodes;

[TestClass]
public sealed class DemoFleetTests
{
    private static readonly BrokerOptions Broker = new(new BrokerAddress("127.0.0.1", 1883)) { User = "me", Password = "pw" };

    [TestMethod]
    public void Every_node_has_a_name_of_its_own()
    {
        DemoFleet fleet = new DemoFleet(50, Broker, TimeSpan.FromSeconds(1), "demo-");
        string[] names = [.. Enumerable.Range(0, 50).Select(fleet.NameOf)];
        Assert.AreEqual(50, names.Distinct().Count());
        Assert.AreEqual("demo-kitchen demo-garden demo-attic", string.Join(' ', names.Take(3)));
        Assert.AreEqual("demo-kitchen2", names[10]);
    }

    [TestMethod]
    public void Settings_have_name_interval_broker_and_account()
    {
        NodePlan plan = new DemoFleet(1, Broker, TimeSpan.FromSeconds(5), "").PlanOf(0);
        string settings = System.Text.Encoding.UTF8.GetString(plan.Settings.ToBytes());
        StringAssert.Contains(settings, "\"deviceId\": \"kitchen\"");
        StringAssert.Contains(settings, "\"intervalMs\": 5000");
        StringAssert.Contains(settings, "\"brokerUser\": \"me\"");
        StringAssert.Contains(settings, "\"brokerPassword\": \"pw\"");
    }

    [TestMethod]
    public void Seeds_differ_and_sensors_are_mixed()
    {
        DemoFleet fleet = new DemoFleet(6, Broker, TimeSpan.FromSeconds(1), "");
        NodePlan[] plans = [.. Enumerable.Range(0, 6).Select(fleet.PlanOf)];
        Assert.AreEqual(6, plans.Select(plan => plan.Seed).Distinct().Count());
        Assert.AreEqual(2, plans.Count(plan => plan.Sensor == SensorKind.Bmp280));
        Assert.AreEqual(2, plans.Count(plan => plan.Sensor == SensorKind.Sht31));
    }
}
