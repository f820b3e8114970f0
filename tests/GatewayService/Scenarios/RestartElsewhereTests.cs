using SensorNet.GatewayService.Tests.Persistence;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>A gateway with a store and several brokers that is killed at one and starts at another.</summary>
[TestClass]
public sealed class RestartElsewhereTests
{
    [TestMethod]
    [DataRow("aggregating", "3.1.1")]
    [DataRow("aggregating", "5")]
    [DataRow("transparent", "3.1.1")]
    public async Task An_old_session_at_the_other_broker_is_not_taken_for_the_one_that_goes_on(string mode, string version)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using MosquittoBroker first = await MosquittoBroker.StartPersistentAsync();
        using MosquittoBroker second = await MosquittoBroker.StartAsync();
        string[] more =
        [
            "--Broker:Hosts", $"127.0.0.1:{first.Port},127.0.0.1:{second.Port}", "--Broker:PrimaryRetryMs", "0", "--Broker:BackoffMaxMs", "300",
            "--Broker:Version", version, "--Persistence:Path", folder.Path,
        ];
        string listen = $"127.0.0.1:{FreePorts.Next()}";
        using SnPeer client = new SnPeer(System.Net.IPEndPoint.Parse(listen));
        using (GatewayProcess before = await GatewayProcess.StartAsync(first, mode, listen, more))
        {
            client.Connect(cleanSession: false);
            client.Subscribe("valve/one", 1);
            await first.StopAsync();
            await Wait.UntilAsync(
                () => before.CountOf($"is connected to the broker 127.0.0.1:{second.Port}") == 2, "both shards go to the second",
                details: () => before.Output);
            client.Subscribe("valve/two", 1);
            before.Kill();
            await before.WaitForExitAsync();
        }

        await first.StartAsync();
        using GatewayProcess after = await GatewayProcess.StartAsync(first, mode, listen, more);
        Assert.IsTrue(after.Says($"is connected to the broker 127.0.0.1:{first.Port}"), after.Output);
        using MqttPeer publisher = await MqttPeer.StartAsync(first);

        // The subscription is made again some time after the connection; a message before it has no subscriber.
        await Wait.UntilAsync(
            () =>
            {
                publisher.PublishAsync("valve/two", "open", 1).GetAwaiter().GetResult();
                return client.HasMessage(TimeSpan.FromMilliseconds(100));
            },
            "a message by a subscription that was made at the second broker",
            details: () => after.Output);
        Assert.AreEqual(("valve/two", "open"), client.ExpectNamedPublish());
    }
}
