namespace SensorNet.EndToEnd.Tests.Node;

/// <summary>Mosquitto's programs with the broker of <c>sensornet demo</c>, without a client id, as is their default.</summary>
[TestClass]
public sealed class DemoBrokerTests
{
    private const string Reading = "devices/kitchen/readings {";

    [TestMethod]
    [DataRow("mqttv311")]
    [DataRow("mqttv5")]
    public async Task Several_programs_at_once_follow_the_demo(string version)
    {
        using ChildProcess demo = StartDemo();
        int port = await PortOfAsync(demo);
        ChildProcess[] subscribers = [.. Enumerable.Range(0, 3).Select(_ => StartSub(port, "-V", version))];
        try
        {
            // Clients of one id would end each other's connection: each would start over, and see the retained status again and again.
            foreach (ChildProcess subscriber in subscribers)
            {
                await Wait.UntilAsync(() => subscriber.CountOf(Reading) >= 3, "readings", details: () => subscriber.Output + demo.Output);
                Assert.AreEqual(1, subscriber.CountOf("devices/kitchen/status online"), subscriber.Output);
                Assert.AreEqual(1, subscriber.CountOf("received CONNACK (0)"), subscriber.Output);
            }
        }
        finally
        {
            Array.ForEach(subscribers, subscriber => subscriber.Dispose());
        }
    }

    [TestMethod]
    public async Task A_program_with_nothing_said_but_the_topic_follows_the_demo()
    {
        using ChildProcess demo = StartDemo();
        int port = await PortOfAsync(demo);
        using ChildProcess subscriber = StartSub(port);
        await Wait.UntilAsync(() => subscriber.Says(Reading), "a reading", details: () => subscriber.Output + demo.Output);
    }

    private static ChildProcess StartDemo()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        return new ChildProcess("dotnet", "exec", program, "demo", "--port", "0", "--nodes", "1", "--constrained", "0", "--plain");
    }

    private static ChildProcess StartSub(int port, params string[] more) =>
        new(Programs.Find("mosquitto_sub"), ["-d", "-h", "127.0.0.1", "-p", $"{port}", "-t", "devices/#", "-v", .. more]);

    private static async Task<int> PortOfAsync(ChildProcess demo)
    {
        await Wait.UntilAsync(() => demo.Says("kitchen status online"), "the demo runs", details: () => demo.Output);
        string connected = demo.Output.Split('\n').Single(line => line.StartsWith("connected to ", StringComparison.Ordinal));
        return int.Parse(connected.Split([':', ','])[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
