namespace SensorNet.GatewayService.Tests.Scenarios.Access;

[TestClass]
public sealed class TransportTests
{
    private const int BigBytes = 60_000;

    [TestMethod]
    [DataRow("tls", "1.2", "aggregating", "3.1.1")]
    [DataRow("tls", "1.3", "aggregating", "3.1.1")]
    [DataRow("tls", "1.2", "transparent", "5")]
    [DataRow("tls", "1.3", "transparent", "3.1.1")]
    [DataRow("ws", "1.2,1.3", "aggregating", "3.1.1")]
    [DataRow("ws", "1.2,1.3", "transparent", "5")]
    [DataRow("wss", "1.2", "aggregating", "5")]
    [DataRow("wss", "1.3", "transparent", "3.1.1")]
    public async Task Messages_pass_both_ways_at_every_QoS_and_in_every_size(string transport, string versions, string mode, string mqtt)
    {
        using SecureBroker broker = await SecureBroker.StartAsync(transport);
        using Subscriber subscriber = await Subscriber.StartAsync(broker.Broker, "up");
        using MqttPeer publisher = await MqttPeer.StartAsync(broker.Broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker.Broker, mode, more: broker.Arguments("--Broker:TlsVersions", versions, "--Broker:Version", mqtt));
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        int topic = client.Register("up");
        client.Subscribe("down", 2);

        for (int qos = 0; qos <= 2; qos++)
        {
            string big = new string((char)('a' + qos), BigBytes);
            client.Publish(topic, big, qos);
            client.Publish(topic, $"small {qos}", qos);
            await subscriber.WaitForAsync("up", big, details: () => gateway.Output);
            await subscriber.WaitForAsync("up", $"small {qos}", details: () => gateway.Output);

            await publisher.PublishAsync("down", big, qos);
            Assert.AreEqual(big, client.ExpectPublish(qos));
            await publisher.PublishAsync("down", $"small {qos}", qos);
            Assert.AreEqual($"small {qos}", client.ExpectPublish(qos));
        }
    }

    [TestMethod]
    [DataRow("tls", "1.2")]
    [DataRow("tls", "1.3")]
    [DataRow("wss", "1.3")]
    public async Task A_broker_that_wants_a_client_certificate_gets_it(string transport, string versions)
    {
        using SecureBroker broker = await SecureBroker.StartAsync(transport, null, "require_certificate true");
        using Subscriber subscriber = await Subscriber.StartAsync(broker.Broker, "up");
        string[] own = broker.Own(broker.Authority.Client("gateway"));

        using GatewayProcess gateway = await GatewayProcess.StartAsync(
            broker.Broker, more: broker.Arguments(["--Broker:TlsVersions", versions, .. own]));

        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        client.Publish(client.Register("up"), "let in", 1);
        await subscriber.WaitForAsync("up", "let in");
    }

    [TestMethod]
    [DataRow("tls")]
    [DataRow("ws")]
    public async Task The_status_says_online_and_after_a_planned_stop_offline(string transport)
    {
        using SecureBroker broker = await SecureBroker.StartAsync(transport);
        using Subscriber subscriber = await Subscriber.StartAsync(broker.Broker);
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker.Broker, more: broker.Arguments());
        await subscriber.WaitForAsync("gateways/1/status", "online");

        gateway.Terminate();

        Assert.AreEqual(0, await gateway.WaitForExitAsync(), gateway.Output);
        await subscriber.WaitForAsync("gateways/1/status", "offline");
    }
}
