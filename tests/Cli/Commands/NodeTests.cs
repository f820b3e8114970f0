namespace SensorNet.Cli.Tests.Commands;

[TestClass]
public sealed class NodeTests
{
    [TestMethod]
    public async Task A_node_is_online_sends_readings_and_is_offline_after_a_stop()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start("watch", "--broker", broker.Address);
        await watch.ErrorLineAsync("connected");
        await using CliRun node = CliRun.Start("node", "--broker", broker.Address, "--id", "kitchen", "--interval", "1s");
        await watch.OutLineAsync("kitchen status online");
        await watch.OutLineAsync("kitchen readings seq=1 ");
        await node.OutLineAsync($"connected to {broker.Address} as kitchen");
        Assert.AreEqual(0, await node.StopAsync());
        await watch.OutLineAsync("kitchen status offline");
        Assert.AreEqual("", node.Error.Text);
    }

    [TestMethod]
    public async Task Settings_come_from_a_file_and_options_change_them()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start("watch", "--broker", broker.Address, "--topic", "site/#");
        await watch.ErrorLineAsync("connected");
        using TemporaryFolder folder = new TemporaryFolder();
        string settings = folder.Write(
            "s.json",
            $$"""
            {
                "deviceId":"attic", "root":"site", "brokerHost":"127.0.0.1", "brokerPort":{{broker.Port}}, "intervalMs":1000,
                "wifiSsid":"home", "wifiPassword":"password"
            }
            """);
        await using CliRun node = CliRun.Start("node", "--settings", settings, "--id", "cellar", "--sensor", "bmp280");
        string reading = await watch.OutLineAsync("cellar readings");
        StringAssert.Contains(reading, "temperature=");
        Assert.IsFalse(reading.Contains("humidity", StringComparison.Ordinal), reading);
        Assert.AreEqual(0, await node.StopAsync());
    }

    [TestMethod]
    public async Task An_sht31_is_found_and_its_cbor_readings_are_shown()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start("watch", "--broker", broker.Address);
        await watch.ErrorLineAsync("connected");
        using TemporaryFolder folder = new TemporaryFolder();
        string settings = folder.Write("s.json", """{"deviceId":"roof","intervalMs":1000,"payload":"cbor"}""");
        await using CliRun node = CliRun.Start("node", "--settings", settings, "--broker", broker.Address, "--sensor", "sht31");
        string reading = await watch.OutLineAsync("roof readings");
        StringAssert.Contains(reading, "temperature=");
        StringAssert.Contains(reading, "humidity=");
        Assert.IsFalse(reading.Contains("pressure", StringComparison.Ordinal), reading);
        await node.OutLineAsync("sensor: SHT3x at 0x44");
        StringAssert.Contains(await watch.OutLineAsync("roof info"), "SHT3x at 0x44");
        Assert.AreEqual(0, await node.StopAsync());
    }

    [TestMethod]
    public async Task Wrong_checksums_of_a_sensor_are_told_and_give_no_reading()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun node = CliRun.Start(
            "node", "--broker", broker.Address, "--id", "roof", "--interval", "1s", "--sensor", "sht31", "--fault", "sensor-bad-checksum");
        await node.OutLineAsync("sensor: wrong chip: nothing answers at 0x76 or 0x77; checksum of the status is 0x");
        Assert.AreEqual(0, await node.StopAsync());
    }

    [TestMethod]
    public async Task The_flash_is_kept_and_its_settings_are_used_again()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start("watch", "--broker", broker.Address);
        using TemporaryFolder folder = new TemporaryFolder();
        string flash = Path.Combine(folder.Path, "flash");
        await using (CliRun first = CliRun.Start("node", "--broker", broker.Address, "--id", "a", "--flash", flash))
        {
            await first.OutLineAsync("connected to");
        }

        Assert.IsTrue(File.Exists(Path.Combine(flash, "sensornet.json")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(flash, "sensornet.json")));
        }

        await using CliRun second = CliRun.Start("node", "--flash", flash);
        await second.OutLineAsync($"connected to {broker.Address} as a");
    }

    [TestMethod]
    public async Task Invalid_settings_are_told_by_the_firmware_and_a_stop_is_a_success()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string settings = folder.Write("s.json", """{"intervalMs":5}""");
        await using CliRun node = CliRun.Start("node", "--settings", settings);
        await node.OutLineAsync("intervalMs");
        Assert.AreEqual(0, await node.StopAsync());
    }

    [TestMethod]
    public async Task Without_a_broker_a_node_goes_on_and_a_stop_is_a_success()
    {
        TestBroker gone = await TestBroker.StartAsync();
        await gone.DisposeAsync();
        await using CliRun node = CliRun.Start("node", "--broker", gone.Address, "--id", "a", "--interval", "1s");
        await node.OutLineAsync("next attempt in");
        Assert.AreEqual(0, await node.StopAsync());
    }

    [TestMethod]
    public async Task Duration_ends_it_with_success()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        (int exitCode, string output, _) = await CliRun.ToEndAsync("node", "--broker", broker.Address, "--duration", "1s");
        Assert.AreEqual(0, exitCode);
        StringAssert.StartsWith(output, "SensorNode ");
    }

    [TestMethod]
    [DataRow("sensor-absent", "sensor: no ")]
    [DataRow("sensor-nack", "sensor: no ")]
    [DataRow("sensor-wrong-id", "sensor: wrong chip")]
    [DataRow("sensor-stuck", "sensor: no value: temperature was not measured (0x80000)")]
    public async Task A_faulty_sensor_shows_in_the_debug_output(string fault, string said)
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun node = CliRun.Start("node", "--broker", broker.Address, "--interval", "1s", "--fault", fault);
        await node.OutLineAsync(said);
        Assert.AreEqual(0, await node.StopAsync());
    }

    [TestMethod]
    public async Task A_fault_with_times_comes_and_goes()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start("watch", "--broker", broker.Address);
        await using CliRun node = CliRun.Start(
            "node", "--broker", broker.Address, "--id", "a", "--interval", "1s", "--fault", "sensor-absent@0s+2s");
        await node.OutLineAsync("sensor: BME280");
        await watch.OutLineAsync("temperature=");
        Assert.AreEqual(0, await node.StopAsync());
    }

    [TestMethod]
    public async Task Without_sntp_readings_have_no_time()
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await using CliRun watch = CliRun.Start("watch", "--broker", broker.Address, "--json");
        await watch.ErrorLineAsync("connected");
        await using CliRun node = CliRun.Start(
            "node", "--broker", broker.Address, "--id", "a", "--interval", "1s", "--fault", "sntp-blocked");
        string reading = await watch.OutLineAsync("\"seq\":2");
        Assert.IsFalse(reading.Contains("\"time\"", StringComparison.Ordinal), reading);
    }

    [TestMethod]
    public async Task A_flash_that_cannot_be_made_is_a_failure_that_says_so()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string file = folder.Write("file", "");
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("node", "--flash", Path.Combine(file, "flash"));
        Assert.AreEqual(1, exitCode);
        StringAssert.StartsWith(errors, "sensornet node: the flash folder cannot be used: ");
        Assert.HasCount(1, errors.TrimEnd('\n').Split('\n'));
    }

    [TestMethod]
    public async Task A_settings_file_that_cannot_take_an_option_is_a_failure_that_says_so()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        string settings = folder.Write("s.json", "no json");
        (int exitCode, _, string errors) = await CliRun.ToEndAsync("node", "--settings", settings, "--id", "a");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual(
            "sensornet node: the settings file is not a valid JSON object, so that deviceId cannot be changed in it\n", errors);
    }
}
