using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace SensorNet.EndToEnd.Tests.MqttSn;

[TestClass]
public sealed class GatewayFirmwareTests
{
    [TestMethod]
    [DoNotParallelize]
    public async Task Its_status_is_retained_and_a_planned_stop_says_offline()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        using Subscriber late = await Subscriber.StartAsync(scene.Broker, "gateways/#");
        await late.WaitForAsync("gateways/gw/status", "online");
        Assert.IsTrue(late.On("gateways/gw/status")[0].Retain);
        await Wait.UntilAsync(() => scene.Subscriber.On("gateways/gw/diagnostics").Count > 0, "diagnostics", details: () => scene.Gateway.Output);
        Assert.AreEqual(1, scene.Gateway.CountOf("the gateway serves clients"), scene.Gateway.Output);
        Assert.IsTrue(scene.Gateway.Stop(), scene.Gateway.Output);
        await late.WaitForAsync("gateways/gw/status", "offline", TimeSpan.FromSeconds(3));
    }

    [TestMethod]
    public async Task Its_will_says_offline_when_it_loses_its_power()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        scene.Gateway.Node.CutPower();
        await scene.Subscriber.WaitForAsync("gateways/gw/status", "offline");
    }

    [TestMethod]
    [DoNotParallelize]
    public async Task It_obeys_commands_and_its_restart_has_a_reason()
    {
        using GatewayScene scene = await GatewayScene.StartAsync();
        await SendAsync("""{"id":1,"get":["udpPort"]}""", $$$"""{"id":1,"ok":true,"get":{"udpPort":{{{scene.Port}}}}}""");
        await SendAsync("""{"id":2,"read":true}""", """{"id":2,"ok":false,"error":"read: a gateway has no sensor"}""");
        await SendAsync("""{"id":3,"set":{"retryMs":600}}""", """{"id":3,"ok":true}""");
        await SendAsync("""{"id":4,"get":["retryMs"]}""", """{"id":4,"ok":true,"get":{"retryMs":600}}""");
        await Wait.UntilAsync(
            () => scene.Subscriber.On("gateways/gw/info").Any(
                info => info.Payload.EndsWith("""
                    "resetReason":"settings changed by command 3","restarts":1}
                    """, StringComparison.Ordinal)),
            "the info with the reason",
            details: () => scene.Gateway.Output);

        async Task SendAsync(string command, string answer)
        {
            await Publisher.SendAsync(scene.Broker, "gateways/gw/commands", command, 1);
            await scene.Subscriber.WaitForAsync("gateways/gw/responses", answer, details: () => scene.Gateway.Output);
        }
    }
}
