using SensorNet.GatewayService.Settings;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Settings;

[TestClass]
public sealed class MachineSettingsTests
{
    public static IEnumerable<object[]> Properties => typeof(GatewaySettings).GetProperties()
        .Where(property => property.CanWrite && property.PropertyType != typeof(PredefinedTopics))
        .Select(property => new object[] { property.Name });

    [TestMethod]
    [DynamicData(nameof(Properties))]
    public void The_defaults_of_the_service_are_those_for_a_server(string property)
    {
        GatewaySettings machine = MachineSettings.Of(new LoadedSettings().Settings!, shard: 0);

        Assert.AreEqual(Value(GatewaySettings.ForServer(), property), Value(machine, property));
    }

    [TestMethod]
    public void The_defaults_are_allowed() => Assert.IsNull(MachineSettings.Of(new LoadedSettings().Settings!, shard: 0).Validate());

    [TestMethod]
    public void One_shard_advertises() => Assert.AreEqual(0, MachineSettings.Of(new LoadedSettings().Settings!, shard: 1).AdvertiseIntervalMs);

    [TestMethod]
    [DataRow("Limits:TopicsPerClientMax", nameof(GatewaySettings.TopicsPerClientMax), 77)]
    [DataRow("Limits:ClientsPerShardMax", nameof(GatewaySettings.PendingWillsMax), 78)]
    [DataRow("Udp:DatagramBytesMax", nameof(GatewaySettings.WillMessageLengthMax), 1200)]
    [DataRow("Broker:InFlightMax", nameof(GatewaySettings.InflightMax), 79)]
    [DataRow("Timing:RetryCountMax", nameof(GatewaySettings.RetryCountMax), 80)]
    public void What_is_set_reaches_the_state_machine(string key, string property, int value)
    {
        LoadedSettings loaded = new LoadedSettings((key, $"{value}"));

        Assert.AreEqual(value, Value(MachineSettings.Of(loaded.Settings!, shard: 0), property));
    }

    private static object? Value(GatewaySettings settings, string property) => typeof(GatewaySettings).GetProperty(property)!.GetValue(settings);
}
