using System.Text.Json;
using SensorNet.Emulator;
using SensorNet.EndToEnd.Tests;

namespace SensorNet.Cli.Tests.Provisioning;

/// <summary>What <c>provision</c> writes, put on an emulated board as nanoff puts it on a real one: its firmware connects to Mosquitto.</summary>
[TestClass]
public sealed class ProvisionedBoardTests
{
    [TestMethod]
    public async Task The_firmware_starts_from_the_files_and_sends()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using MosquittoBroker broker = await MosquittoBroker.StartAsync("node", "secret");
        string wifi = folder.Write("wifi", "house-password");
        string password = folder.Write("password", "secret");
        await ProvisionAsync(
            folder, "--wifi", "house", "--wifi-password-file", wifi, "--broker", broker.Address, "--user", "node", "--password-file", password);
        await RunsToFirstReadingAsync(folder, broker, "-u", "node", "-P", "secret");
    }

    [TestMethod]
    [DataRow("board")]
    [DataRow("flash")]
    public async Task With_mutual_tls_the_firmware_takes_its_certificates_from_where_they_were_put(string store)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(
            "certs", "--out", folder.File("certs"), "--host", "127.0.0.1", "--client", "kitchen", "--client", "watcher");
        Assert.AreEqual(0, exitCode, errors);
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(
            null,
            null,
            $"cafile {folder.File("certs/ca.pem")}",
            $"certfile {folder.File("certs/server.pem")}",
            $"keyfile {folder.File("certs/server-key.pem")}",
            "require_certificate true",
            "use_identity_as_username true");
        string wifi = folder.Write("wifi", "house-password");
        await ProvisionAsync(
            folder,
            "--wifi", "house", "--wifi-password-file", wifi, "--broker", broker.Address, "--tls", "--certificates", store,
            "--ca", folder.File("certs/ca.pem"), "--cert", folder.File("certs/kitchen.pem"), "--key", folder.File("certs/kitchen-key.pem"));
        await RunsToFirstReadingAsync(
            folder,
            broker,
            ["--cafile", folder.File("certs/ca.pem"), "--cert", folder.File("certs/watcher.pem"), "--key", folder.File("certs/watcher-key.pem")]);
        Assert.IsTrue(broker.Says("u'kitchen'"), broker.Output);
    }

    [TestMethod]
    [DataRow("board")]
    [DataRow("flash")]
    public async Task A_board_sends_the_CA_below_the_root_of_its_certificate_along(string store)
    {
        using TemporaryFolder folder = new TemporaryFolder();
        using TestChain chain = new TestChain();
        (_, string whole, string key) = chain.Server();
        (_, string ownChain, string ownKey) = chain.Client("kitchen");
        (_, string watcher, string watcherKey) = chain.Client("watcher");
        using MosquittoBroker broker = await MosquittoBroker.StartAsync(
            null, null, $"cafile {chain.Root}", $"certfile {whole}", $"keyfile {key}", "require_certificate true", "use_identity_as_username true");
        string wifi = folder.Write("wifi", "house-password");
        await ProvisionAsync(
            folder,
            "--wifi", "house", "--wifi-password-file", wifi, "--broker", broker.Address, "--tls", "--certificates", store,
            "--ca", chain.Root, "--cert", ownChain, "--key", ownKey);
        await RunsToFirstReadingAsync(folder, broker, ["--cafile", chain.Root, "--cert", watcher, "--key", watcherKey]);
        Assert.IsTrue(broker.Says("u'kitchen'"), broker.Output);
    }

    private static async Task ProvisionAsync(TemporaryFolder folder, params string[] args)
    {
        (int exitCode, _, string errors) = await CliRun.ToEndAsync(
            ["provision", "--out", folder.File("kitchen"), "--id", "kitchen", "--interval", "1s", .. args]);
        Assert.AreEqual(0, exitCode, errors);
    }

    private static async Task RunsToFirstReadingAsync(TemporaryFolder folder, MosquittoBroker broker, params string[] access)
    {
        using ChildProcess subscriber = new ChildProcess(
            Programs.Find("mosquitto_sub"), ["-h", "127.0.0.1", "-p", $"{broker.Port}", "-t", "devices/kitchen/#", "-v", .. access]);
        LineWriter said = new LineWriter();
        using Board board = Boot(folder, said.WriteLine);
        using EmulatedNode node = EmulatedNode.Start(board, SensorNode.Program.Main);
        await Wait.UntilAsync(
            () => subscriber.Says("devices/kitchen/readings") && said.Text.Contains("the first reading is sent", StringComparison.Ordinal),
            "a reading arrives, and the firmware says so",
            details: () => said.Text + broker.Output);
        Assert.IsTrue(await Task.Run(() => node.Stop(TimeSpan.FromSeconds(20))));
    }

    // As nanoff does it: files of the list into the flash, network and certificates into the board's configuration.
    private static Board Boot(TemporaryFolder folder, Action<string> debugLine)
    {
        string device = folder.File("kitchen");
        JsonElement network = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(device, "network.json"))).RootElement;
        JsonElement wifi = network.GetProperty("WirelessClient");
        string ssid = wifi.GetProperty("Ssid").GetString()!;
        string password = wifi.GetProperty("Password").GetString()!;
        Board board = new Board(new BoardOptions
        {
            DebugLine = debugLine,
            Wifi = new WifiOptions { AccessPoints = [new AccessPoint("house", "house-password")], StoredSsid = ssid, StoredPassword = password },
        });
        board.Certificates.CaBundle = Bytes(network, "CACertificates");
        board.Certificates.Device = Bytes(network, "DeviceCertificates");
        JsonElement files = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(device, "files.json"))).RootElement;
        foreach (JsonElement file in files.GetProperty("Files").EnumerateArray())
        {
            File.Copy(
                Path.Combine(device, file.GetProperty("SourceFilePath").GetString()!),
                board.Flash.HostPath(file.GetProperty("DestinationFilePath").GetString()!),
                overwrite: true);
        }

        return board;
    }

    private static byte[]? Bytes(JsonElement network, string property) =>
        network.TryGetProperty(property, out JsonElement base64) ? base64.GetBytesFromBase64() : null;
}
