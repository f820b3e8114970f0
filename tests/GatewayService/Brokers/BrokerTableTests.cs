using MQTTnet.Formatter;
using SensorNet.GatewayService.Tests.Scenarios;

namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>docs/brokers/gateway.md says of each broker what works with it; here it is tried.</summary>
[TestClass]
public sealed class BrokerTableTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("Mosquitto 2.0", "3.1.1")]
    [DataRow("Mosquitto 2.0", "5")]
    [DataRow("RabbitMQ 3.10", "3.1.1")]
    [DataRow("NATS 2.9", "3.1.1")]
    [DataRow("ejabberd 23.01", "3.1.1")]
    [DataRow("ejabberd 23.01", "5")]
    [DataRow("aedes 0.51", "3.1.1")]
    [DataRow("MQTTnet.Server 5.2", "3.1.1")]
    [DataRow("MQTTnet.Server 5.2", "5")]
    public async Task A_broker_has_the_row_that_the_documentation_has(string name, string version)
    {
        using RealBroker broker = await RealBroker.StartAsync(name);
        IReadOnlyList<string>[] cells = await Task.WhenAll(RunAsync(broker, "aggregating", version), RunAsync(broker, "transparent", version));
        IEnumerable<string> columns = cells[0].Zip(cells[1], (one, other) => one == other ? one : $"{one}; transparent {other}");

        string row = $"| {name} | {version} | {string.Join(" | ", columns)} |";
        TestContext.WriteLine(row);
        Assert.Contains(row, await File.ReadAllTextAsync(Page()), $"docs/brokers/gateway.md must have this row:\n{row}");
    }

    private static async Task<IReadOnlyList<string>> RunAsync(RealBroker broker, string mode, string version)
    {
        using GatewayProcess gateway = await GatewayProcess.StartAtAsync(
            broker.Port, mode, more: ["--Broker:Version", version, "--Broker:ClientId", $"gateway-{mode}", .. broker.GatewayArguments]);
        MqttProtocolVersion spoken = version == "5" ? MqttProtocolVersion.V500 : MqttProtocolVersion.V311;
        return await new BrokerProbe(broker, gateway, mode, spoken).RunAsync();
    }

    private static string Page()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Firmware.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Combine(folder!, "docs", "brokers", "gateway.md");
    }
}
