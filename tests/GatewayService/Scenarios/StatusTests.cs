using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class StatusTests
{
    private static readonly TimeSpan StopAtMost = TimeSpan.FromSeconds(10);

    [TestMethod]
    [DataRow("aggregating")]
    [DataRow("transparent")]
    public async Task A_planned_stop_says_goodbye_to_clients_and_broker(string mode)
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, mode, more: ["--Gateway:Id", "9"]);
        using SnPeer client = SnPeer.Connected(gateway.EndPoint);
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        await subscriber.WaitForAsync("gateways/9/status", "online");

        gateway.Terminate();

        client.Expect(MessageType.Disconnect);
        await subscriber.WaitForAsync("gateways/9/status", "offline", StopAtMost);
        Assert.AreEqual(0, await gateway.WaitForExitAsync(), gateway.Output);
        Assert.HasCount(1, subscriber.On("gateways/9/status").Where(message => message.Payload == "offline"));
    }

    [TestMethod]
    public async Task Ctrl_C_ends_it_though_the_broker_does_not_answer()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker);
        broker.Freeze();

        gateway.PressCtrlC();

        Assert.AreEqual(0, await gateway.WaitForExitAsync(), gateway.Output);
        broker.Thaw();
    }

    [TestMethod]
    public async Task The_status_is_retained_and_a_killed_gateway_is_offline()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker);
        using Subscriber first = await Subscriber.StartAsync(broker);
        await first.WaitForAsync("gateways/1/status", "online");

        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        await subscriber.WaitForAsync("gateways/1/status", "online");
        Assert.IsTrue(subscriber.On("gateways/1/status").Single().Retain);

        gateway.Kill();

        await subscriber.WaitForAsync("gateways/1/status", "offline");
    }
}
