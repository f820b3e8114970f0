using System.Net;
using System.Net.Sockets;

namespace SensorNet.Gateway.Tests.Scenarios;

[TestClass]
public sealed class StartTests
{
    [TestMethod]
    public async Task Bad_settings_are_all_told_and_end_it_with_2()
    {
        using var gateway = GatewayProcess.StartWithoutWaiting("--Broker:Port", "0", "--Gateway:Id", "300", "--Gatewy:Id", "1");

        Assert.AreEqual(2, await gateway.WaitForExitAsync());

        await Wait.UntilAsync(() => gateway.Says("Broker:Port") && gateway.Says("Gateway:Id") && gateway.Says("Gatewy:Id"), "all problems are told", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task An_address_in_use_is_named_and_ends_it_with_3()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = other.LocalEndPoint!.ToString()!;

        using var gateway = GatewayProcess.StartWithoutWaiting("--Udp:Listen", address);

        Assert.AreEqual(3, await gateway.WaitForExitAsync(), gateway.Output);
        await Wait.UntilAsync(() => gateway.Says(address), "the address is named", details: () => gateway.Output);
    }

    [TestMethod]
    public async Task A_second_gateway_on_the_same_address_does_not_start()
    {
        using var broker = await MosquittoBroker.StartAsync();
        using var first = await GatewayProcess.StartAsync(broker);

        using var second = GatewayProcess.StartWithoutWaiting("--Udp:Listen", first.EndPoint.ToString());

        Assert.AreEqual(3, await second.WaitForExitAsync(), second.Output);
    }
}
