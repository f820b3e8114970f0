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
}
