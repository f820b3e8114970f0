using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Tests.Dtls;

namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class StartTests
{
    [TestMethod]
    public async Task Bad_settings_are_all_told_and_end_it_with_2()
    {
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting("--Broker:Port", "0", "--Gateway:Id", "300", "--Gatewy:Id", "1");

        Assert.AreEqual(2, await gateway.WaitForExitAsync());

        await Wait.UntilAsync(
            () => gateway.Says("Broker:Port") && gateway.Says("Gateway:Id") && gateway.Says("Gatewy:Id"), "all problems are told",
            details: () => gateway.Output);
    }

    [TestMethod]
    public async Task An_address_in_use_is_named_and_ends_it_with_3()
    {
        using Socket other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        string address = other.LocalEndPoint!.ToString()!;

        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting("--Udp:Listen", address);

        Assert.AreEqual(3, await gateway.WaitForExitAsync(), gateway.Output);
        await Wait.UntilAsync(() => gateway.Says(address), "the address is named", details: () => gateway.Output);
    }

    [TestMethod]
    [DataRow("--Udp:Listen")]
    [DataRow("--Dtls:Listen")]
    [DataRow("--Admin:Listen")]
    public async Task An_address_of_another_machine_is_named_and_ends_it_with_3(string key)
    {
        using DtlsFiles files = new DtlsFiles();
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
            "--Udp:Listen", "127.0.0.1:0", "--Dtls:Listen", "127.0.0.1:0", "--Dtls:PskFile", files.PskFile, "--Admin:Token", "0123456789abcdef",
            key, "192.0.2.1:1884");

        Assert.AreEqual(3, await gateway.WaitForExitAsync(), gateway.Output);
        await Wait.UntilAsync(
            () => gateway.Says("The gateway does not start: cannot listen on 192.0.2.1:1884"), "the address is named", details: () => gateway.Output);
        Assert.IsFalse(gateway.Says("   at "), gateway.Output);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task A_hang_up_ends_no_gateway_that_has_no_files_of_rules()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker);

        gateway.HangUp();
        gateway.Terminate();

        Assert.AreEqual(0, await gateway.WaitForExitAsync(), gateway.Output);
        Assert.IsTrue(gateway.Says("stopped"), gateway.Output);
    }

    [TestMethod]
    public async Task A_second_gateway_on_the_same_address_does_not_start()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using GatewayProcess first = await GatewayProcess.StartAsync(broker);

        using GatewayProcess second = GatewayProcess.StartWithoutWaiting("--Udp:Listen", first.EndPoint.ToString());

        Assert.AreEqual(3, await second.WaitForExitAsync(), second.Output);
    }

    [TestMethod]
    [DataRow("300", 2, "Gateway:Id = \"300\": must be a whole number from 1 to 255")]
    [DataRow("7", 0, "The settings are right")]
    public async Task Settings_can_be_checked_without_a_start(string id, int exitCode, string said)
    {
        using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting("--check", "--Gateway:Id", id, "--Udp:Listen", "127.0.0.1:0");

        Assert.AreEqual(exitCode, await gateway.WaitForExitAsync(), gateway.Output);
        await Wait.UntilAsync(() => gateway.Says(said), said, details: () => gateway.Output);
        Assert.IsFalse(gateway.Says("listening"), gateway.Output);
    }

    [TestMethod]
    public async Task A_check_writes_nothing()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("sensornet-check-");
        try
        {
            string keys = Path.Combine(folder.FullName, "keys");
            await File.WriteAllTextAsync(keys, "node:000102030405060708090a0b0c0d0e0f\n");

            using GatewayProcess gateway = GatewayProcess.StartWithoutWaiting(
                "--check", "--Udp:Listen", "127.0.0.1:0", "--Protection:KeyFile", keys, "--Protection:CounterFile",
                Path.Combine(folder.FullName, "counter"), "--Persistence:Path", Path.Combine(folder.FullName, "store"));

            Assert.AreEqual(0, await gateway.WaitForExitAsync(), gateway.Output);
            CollectionAssert.AreEqual(new[] { keys }, Directory.GetFileSystemEntries(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
