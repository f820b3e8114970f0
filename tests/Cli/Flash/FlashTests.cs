using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using SensorNet.Cli.Flash;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Tests.Flash;

[TestClass]
public sealed class FlashTests
{
    private const string NoCheck = "--suppressnanoffversioncheck";

    private const string Boot =
        "ets Jun  8 2016 00:22:57\r\nSensorNode 0.1.0 on ESP32_REV3\r\nsensor: BME280 at 0x76\r\nconnected to 10.0.0.1:1883 as kitchen\r\n"
        + "the first reading is sent\r\n";

    [TestMethod]
    public async Task All_is_put_on_the_board_in_order_and_followed_to_the_first_reading()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder folder = Provisioned();
        string image = folder.Write("SensorNode.bin", "application");
        string opened = "";
        (int exitCode, string output, string errors) = await RunAsync(
            port => Serial(opened = port, Boot), "--nanoff", nanoff.Program, "--files", folder.Path, "--image", image);
        Assert.AreEqual(0, exitCode, output + errors);
        StringAssert.Contains(output, "the board's port is /dev/ttyUSB0\n");
        StringAssert.Contains(output, "goes with the packages of the application");
        StringAssert.EndsWith(output, "the board sends readings\n");
        Assert.AreEqual("/dev/ttyUSB0", opened);
        string[] calls = nanoff.Calls;
        Assert.HasCount(5, calls);
        Assert.AreEqual($"--listports {NoCheck}", calls[0]);
        Assert.AreEqual($"--update --target ESP32_REV3 --serialport /dev/ttyUSB0 --verbosity minimal {NoCheck}", calls[1]);
        Assert.AreEqual($"--nanodevice --devicedetails --serialport /dev/ttyUSB0 {NoCheck}", calls[2]);
        StringAssert.StartsWith(calls[3], "--filedeployment ");
        StringAssert.Contains(calls[3], " --networkdeployment ");
        Assert.AreEqual($"--nanodevice --deploy --serialport /dev/ttyUSB0 --image {image} {NoCheck}", calls[4]);
        CheckDeployments(nanoff, folder);

        // The copies with the password are gone.
        Assert.IsFalse(File.Exists(calls[3].Split(' ')[1]));
    }

    [TestMethod]
    [DataRow(
        "  /dev/cu.Bluetooth-Incoming-Port\n  /dev/cu.usbserial-1\n  /dev/tty.Bluetooth-Incoming-Port\n  /dev/tty.usbserial-1\n",
        "/dev/cu.usbserial-1")]
    [DataRow("  /dev/tty.usbmodem1\n", "/dev/tty.usbmodem1")]
    public async Task A_board_that_macOS_lists_under_two_names_is_one(string listed, string expected)
    {
        using FakeNanoff nanoff = new FakeNanoff();
        nanoff.Answer("listports", 0, $"Available COM ports:\n{listed}");
        (int exitCode, string output, string errors) = await RunAsync(null, "--nanoff", nanoff.Program, "--follow", "0s");
        Assert.AreEqual(0, exitCode, output + errors);
        StringAssert.Contains(output, $"the board's port is {expected}\n");
    }

    [TestMethod]
    public async Task Version_target_and_erasing_are_handed_on()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        (int exitCode, string output, string errors) = await RunAsync(
            null,
            ["--nanoff", nanoff.Program, "--port", "/dev/ttyACM1", "--target", "ESP32_C3", "--fwversion", "1.17.0.88",
            "--mass-erase", "--follow", "0s"]);
        Assert.AreEqual(0, exitCode, output + errors);
        CollectionAssert.AreEqual(
            new[]
            {
                $"--update --target ESP32_C3 --serialport /dev/ttyACM1 --verbosity minimal {NoCheck} --fwversion 1.17.0.88 --masserase",
                $"--nanodevice --devicedetails --serialport /dev/ttyACM1 {NoCheck}",
            },
            nanoff.Calls);
    }

    [TestMethod]
    [DataRow("listports", 0, "No available COM port.\n", "there is no port of a board: connect it")]
    [DataRow("listports", 0, "Available COM ports:\n  /dev/ttyS0\n", "give --port; there are /dev/ttyS0")]
    [DataRow(
        "listports",
        0,
        "Available COM ports:\n  /dev/ttyUSB0\n  /dev/ttyUSB1\n",
        "there are several ports (/dev/ttyUSB0, /dev/ttyUSB1): give --port")]
    [DataRow(
        "listports",
        0,
        "Available COM ports:\n  /dev/tty.usbserial-1\n  /dev/cu.usbserial-1\n  /dev/cu.usbserial-2\n  /dev/tty.usbserial-2\n",
        "there are several ports (/dev/cu.usbserial-1, /dev/cu.usbserial-2): give --port")]
    [DataRow("update", 112, "E6000\n", "could not put nanoFramework (ESP32_REV3) on the board: E6000: Couldn't open serial device.")]
    [DataRow(
        "update",
        114,
        "E6002\n",
        "E6002: Couldn't access serial device. Another (nanoFramework) application has exclusive access to the device. (close Visual Studio")]
    [DataRow("update", 160, "E4000\n", "hold the board's BOOT button")]
    [DataRow("update", 161, "E4001\n", "the firmware needs 4 MB of flash")]
    [DataRow("update", 162, "E4002\n", "E4002: Failed to erase ESP32 flash.")]
    [DataRow("update", 163, "E4003\n", "E4003: Failed to write new firmware to ESP32.")]
    [DataRow("update", 165, "E4005\n", "group dialout")]
    [DataRow("update", 45, "E9005\n", "is --target right?")]
    [DataRow("update", 47, "Failure to download package.\nE9007\n", "nanoff needs the Internet")]
    [DataRow("update", 40, "", "E9000: Invalid or missing arguments.")]
    [DataRow("update", 134, "Unhandled exception.\n", "nanoff ended with 134: Unhandled exception.")]
    [DataRow(
        "networkdeployment",
        208,
        "Error E2000: Error connecting to nano device.\n",
        "could not store settings, Wi-Fi and certificates on the board: E2000")]
    [DataRow(
        "networkdeployment",
        210,
        "Cannot find any wireless configuration.\nError E2002: Error executing operation with nano device.\n",
        "E2002: Error executing operation")]
    [DataRow(
        "filedeployment",
        0,
        "Deploying file a to I:\\b...\nError deploying content file a to I:\\b\n",
        "could not store settings, Wi-Fi and certificates on the board: Error deploying content file")]
    [DataRow("filedeployment", 0, "Exception deploying content file a to I:\\b\n", "Exception deploying content file")]
    [DataRow("filedeployment", 211, "Error E2003: Error executing file deployment on nano device. (no such file)\n", "(no such file)")]
    [DataRow(
        "deploy",
        210,
        "Deploying managed application...FAILED!\nError E2002: Error executing operation with nano device.\n",
        "could not put the application on the board")]
    public async Task A_step_that_fails_ends_it_and_says_what_to_do(string step, int exit, string said, string expected)
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder folder = Provisioned();
        string image = folder.Write("SensorNode.bin", "application");
        nanoff.Answer(step, exit, said);
        (int exitCode, string output, string errors) = await RunAsync(
            null, "--nanoff", nanoff.Program, "--files", folder.Path, "--image", image);
        Assert.AreEqual(1, exitCode, output);
        StringAssert.Contains(errors, expected);
        Assert.HasCount(1, errors.TrimEnd('\n').Split('\n'));
        StringAssert.Contains(nanoff.Calls[^1], "--" + step);
    }

    [TestMethod]
    public async Task A_firmware_that_was_chosen_and_does_not_go_with_the_application_is_a_warning()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        nanoff.Answer("devicedetails", 0, FakeNanoff.LaterDetails.Replace("System.Math", "System.Other"));
        (int exitCode, string output, string errors) = await RunAsync(
            null, "--nanoff", nanoff.Program, "--no-update", "--port", "p", "--follow", "0s");
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.Contains(output, "warning: the board's firmware does not go with the packages");
        StringAssert.Contains(output, "  System.Net is v100.2.0.14 (0x8EFB9944) and v100.2.0.12 (0x6DFA71D6) is needed\n");
        StringAssert.Contains(output, "  System.Math is missing\n");
    }

    [TestMethod]
    public async Task Where_the_latest_firmware_is_later_than_the_packages_an_older_one_is_found()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        nanoff.Answer("devicedetails", 0, FakeNanoff.LaterDetails);
        nanoff.Answer(
            "listtargets", 0,
            "Available targets:\n  ESP32_PICO\n    1.17.0.9\n  ESP32_REV3\n    1.17.0.60\n    1.17.0.9\n    1.17.0.30\n  ESP32_S2\n    1.1.1.1\n");
        nanoff.Answer("devicedetails-1.17.0.60", 0, FakeNanoff.LaterDetails);
        nanoff.Answer("devicedetails-1.17.0.30", 0, FakeNanoff.RightDetails);
        (int exitCode, string output, string errors) = await RunAsync(null, "--nanoff", nanoff.Program, "--port", "p", "--follow", "0s");
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.EndsWith(output, "the board's firmware goes with the packages of the application\n");
        CollectionAssert.AreEqual(
            new[] { "--update", "--nanodevice", "--listtargets", "--update", "--nanodevice", "--update", "--nanodevice" },
            nanoff.Calls.Select(call => call.Split(' ')[0]).ToArray());
        StringAssert.Contains(nanoff.Calls[3], "--fwversion 1.17.0.60");
        StringAssert.Contains(nanoff.Calls[5], "--fwversion 1.17.0.30");
    }

    [TestMethod]
    public async Task Where_no_listed_firmware_goes_with_the_packages_nothing_else_is_put_on_the_board()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder folder = Provisioned();
        nanoff.Answer("devicedetails", 0, FakeNanoff.LaterDetails);
        nanoff.Answer("listtargets", 0, "Available targets:\n  ESP32_REV3\n    1.17.0.60\n");
        (int exitCode, _, string errors) = await RunAsync(null, "--nanoff", nanoff.Program, "--port", "p", "--files", folder.Path);
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(
            errors, "no version of ESP32_REV3 that nanoff lists (1.17.0.60) goes with the packages of the application: give one by --fwversion");
        Assert.IsFalse(nanoff.Calls.Any(call => call.Contains("deployment", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(
        "the settings in I:\\sensornet.json have 1 problem:\n  intervalMs (line 1): 5 is not allowed; allowed is a whole number\n",
        "intervalMs (line 1): 5 is not allowed")]
    [DataRow("no settings: no such file; put a settings file there and restart\n", "sensornet provision")]
    [DataRow(
        "Wi-Fi \"home\": no address within 30 s: wrong password, or the network is out of reach; next attempt in 2 s\n", "is the network in reach")]
    [DataRow("connecting to 10.0.0.1:1883\nnot authorized; next attempt in 60 s\n", "sensornet doctor")]
    [DataRow("sensor: no device: nothing answers at 0x76 or 0x77\n", "is the sensor connected")]
    [DataRow("* Invalid native checksum: mscorlib 0x00000001!=0x1549C856 *\n", "--fwversion")]
    public async Task What_the_board_says_is_wrong_is_said(string said, string expected)
    {
        using FakeNanoff nanoff = new FakeNanoff();
        (int exitCode, string output, string errors) = await RunAsync(
            port => Serial(port, "SensorNode 0.1.0 on ESP32\n" + said), "--nanoff", nanoff.Program, "--no-update", "--port", "p");
        Assert.AreEqual(1, exitCode, output);
        StringAssert.Contains(errors, "the board says: ");
        StringAssert.Contains(errors, expected);
    }

    [TestMethod]
    public async Task A_problem_that_passes_is_none_and_a_gateway_serves_clients()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        (int exitCode, string output, string errors) = await RunAsync(
            port => Serial(port, "GatewayNode 0.1.0 on ESP32\nconnection refused; next attempt in 1.2 s\n"
                + "connected to 10.0.0.1:1883 as gw\nthe gateway serves clients\n"),
            ["--nanoff", nanoff.Program, "--no-update", "--port", "p"]);
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.EndsWith(output, "the gateway serves clients\n");
    }

    [TestMethod]
    public async Task A_node_that_is_connected_without_a_sensor_or_without_a_reading_is_a_failure()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        const string Connected = "SensorNode 0.1.0 on ESP32\nconnected to 10.0.0.1:1883 as kitchen\n";
        (int exitCode, _, string errors) = await RunAsync(
            port => Serial(port, "sensor: no device: nothing answers at 0x76 or 0x77\n" + Connected),
            ["--nanoff", nanoff.Program, "--no-update", "--port", "p"]);
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "is the sensor connected");
        (exitCode, _, errors) = await RunAsync(port => Serial(port, Connected), ["--nanoff", nanoff.Program, "--no-update", "--port", "p"]);
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "did not send a reading within 120 s");
    }

    [TestMethod]
    public async Task Settings_without_an_application_or_a_look_at_the_board_need_a_restart_which_is_said()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder folder = Provisioned();
        (int exitCode, string output, string errors) = await RunAsync(
            null, "--nanoff", nanoff.Program, "--no-update", "--port", "p", "--files", folder.Path, "--follow", "0s");
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.EndsWith(output, "restart the board: it reads its settings when it starts\n");
    }

    [TestMethod]
    public async Task A_board_that_says_nothing_and_a_port_that_cannot_be_opened_are_failures()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        (int exitCode, _, string errors) = await RunAsync(port => Serial(port, ""), "--nanoff", nanoff.Program, "--no-update", "--port", "p");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "press its reset button");
        (exitCode, _, errors) = await RunAsync(null, "--nanoff", nanoff.Program, "--no-update", "--port", "p");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "p cannot be opened: there is no p");
    }

    [TestMethod]
    public async Task A_folder_with_a_network_alone_is_stored_though_nanoff_announces_that_it_does_nothing()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder folder = Provisioned();
        File.Delete(folder.File("files.json"));
        string[] options = ["--nanoff", nanoff.Program, "--no-update", "--port", "p", "--files", folder.Path, "--follow", "0s"];
        (int exitCode, _, string errors) = await RunAsync(null, options);
        Assert.AreEqual(0, exitCode, errors);
        nanoff.Answer("networkdeployment", 0, "");
        (exitCode, _, errors) = await RunAsync(null, options);
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "nanoff did nothing with these options");
    }

    [TestMethod]
    public async Task A_dry_run_prints_the_calls_and_makes_none()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder folder = Provisioned();
        string image = folder.Write("Sensor Node.bin", "application");
        (int exitCode, string output, _) = await RunAsync(null, "--nanoff", nanoff.Program, "--files", folder.Path, "--image", image, "--dry-run");
        Assert.AreEqual(0, exitCode);
        Assert.HasCount(0, nanoff.Calls);
        string[] calls = [.. output.Split('\n').Where(line => line.StartsWith("nanoff ", StringComparison.Ordinal))];
        Assert.HasCount(5, calls);
        Assert.AreEqual($"nanoff --listports {NoCheck}", calls[0]);
        Assert.AreEqual($"nanoff --filedeployment {folder.File("files.json")} --networkdeployment {folder.File("network.json")} {NoCheck}", calls[3]);
        Assert.AreEqual($"nanoff --nanodevice --deploy --serialport PORT --image '{image}' {NoCheck}", calls[4]);
    }

    [TestMethod]
    public async Task A_dry_run_with_a_folder_that_provision_did_not_write_says_so()
    {
        using TemporaryFolder folder = new TemporaryFolder();
        (int exitCode, string output, string errors) = await RunAsync(null, "--files", folder.Path, "--dry-run");
        Assert.AreEqual(1, exitCode);
        Assert.AreEqual("", output);
        StringAssert.Contains(errors, "has neither network.json nor files.json: sensornet provision writes them");
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(210)]
    public async Task It_goes_on_to_its_end_and_its_exit_code_when_nobody_reads_its_output_any_more(int lastCall)
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder folder = Provisioned();
        nanoff.Answer("deploy", lastCall, lastCall == 0 ? "Rebooting...OK\n" : "Error E2002: Error executing operation with nano device.\n");
        nanoff.Hold();
        using CliProcess run = new CliProcess(
            "flash", "--nanoff", nanoff.Program, "--files", folder.Path, "--image", folder.Write("a.bin", "application"), "--port", "p",
            "--follow", "0s");
        await run.OutLineAsync("put nanoFramework (ESP32_REV3) on the board");
        run.Out.Close();
        nanoff.Release();
        Assert.AreEqual(lastCall == 0 ? 0 : 1, await run.WaitForExitAsync(), run.Error.Text);
        Assert.HasCount(4, nanoff.Calls);
        StringAssert.Contains(nanoff.Calls[^1], "--deploy");
        Assert.AreEqual(lastCall != 0, run.Error.Text.Contains("could not put the application on the board", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Without_nanoff_it_is_said_how_to_get_it()
    {
        using CliProcess run = new CliProcess(Encoding.UTF8, ("PATH", "/nowhere"), "flash", "--port", "p");
        StringAssert.Contains(await run.ErrorLineAsync("nanoff"), "nanoff is not installed: install it with 'dotnet tool install -g nanoff'");
        Assert.AreEqual(1, await run.WaitForExitAsync());
    }

    [TestMethod]
    public async Task A_folder_without_deployments_and_a_missing_file_are_failures()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder empty = new TemporaryFolder();
        (int exitCode, _, string errors) = await RunAsync(null, "--nanoff", nanoff.Program, "--files", empty.Path, "--port", "p");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "has neither network.json nor files.json");
        using TemporaryFolder folder = Provisioned();
        File.Delete(folder.File("sensornet.json"));
        (exitCode, _, errors) = await RunAsync(null, "--nanoff", nanoff.Program, "--files", folder.Path, "--port", "p");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, "sensornet.json', which files.json names, is not there");
        Assert.HasCount(0, nanoff.Calls);
    }

    [TestMethod]
    [DataRow("files.json", """{"Files":[],"Files":[]}""", "files.json' cannot be used: it has a name twice")]
    [DataRow("files.json", """{"Files":[{"SourceFilePath":"a","SourceFilePath":"b"}]}""", "an entry of Files has a name twice")]
    [DataRow("files.json", """{"Files":[{"SourceFilePath":7}]}""", "a SourceFilePath is no text")]
    [DataRow("files.json", """{"Files":[{"SourceFilePath":"\ud800"}]}""", "a SourceFilePath is no text")]
    [DataRow("files.json", "[]", "files.json' is no JSON object")]
    [DataRow("network.json", """{"WirelessClient":1,"WirelessClient":2}""", "network.json' cannot be used: it has a name twice")]
    public async Task Deployments_that_cannot_be_read_are_told(string name, string text, string expected)
    {
        using TemporaryFolder folder = Provisioned();
        folder.Write(name, text);
        (int exitCode, _, string errors) = await RunAsync(null, "--files", folder.Path, "--dry-run");
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, expected);
    }

    [TestMethod]
    public async Task Certificates_that_the_network_file_names_are_found_in_its_folder()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        using TemporaryFolder folder = Provisioned();
        folder.Write("network.json", """{"CACertificatesPath":"ca-board.pem","DeviceCertificatesPath":"node-board.pem","CACertificates":""}""");
        folder.Write("ca-board.pem", "");
        string[] args = ["--nanoff", nanoff.Program, "--files", folder.Path, "--port", "p", "--follow", "0s"];
        (int exitCode, _, string errors) = await RunAsync(null, args);
        Assert.AreEqual(1, exitCode);
        StringAssert.Contains(errors, $"'{folder.File("node-board.pem")}', which network.json names, is not there");
        Assert.HasCount(0, nanoff.Calls);

        folder.Write("node-board.pem", "");
        (exitCode, string output, errors) = await RunAsync(null, args);
        Assert.AreEqual(0, exitCode, output + errors);
        JsonElement network = JsonDocument.Parse(nanoff.Given("networkdeployment")).RootElement;
        Assert.AreEqual(folder.File("ca-board.pem"), network.GetProperty("CACertificatesPath").GetString());
        Assert.AreEqual(folder.File("node-board.pem"), network.GetProperty("DeviceCertificatesPath").GetString());
    }

    [TestMethod]
    [DataRow("disk")]
    [DataRow("access")]
    public void Copies_with_a_password_do_not_stay_when_another_cannot_be_made(string cause)
    {
        using TemporaryFolder folder = Provisioned();
        List<string> written = new List<string>();
        CliException failure = Assert.ThrowsExactly<CliException>(() => DeploymentFiles.Prepare(folder.Path, "p", (path, content) =>
        {
            if (written.Count == 1)
            {
                throw cause == "disk" ? new IOException("No space left on device") : new UnauthorizedAccessException("Access is denied");
            }

            File.WriteAllBytes(path, content);
            written.Add(path);
        }));
        StringAssert.Contains(failure.Message, "the files for nanoff cannot be written to the temporary folder: ");
        StringAssert.EndsWith(written.Single(), "network.json");
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(written[0])));
    }

    [TestMethod]
    public void A_text_that_is_none_leaves_no_copies()
    {
        using TemporaryFolder folder = Provisioned();
        folder.Write("files.json", """{"Files":[{"DestinationFilePath":"\ud800","SourceFilePath":"sensornet.json"}]}""");
        List<string> written = new List<string>();
        CliException failure = Assert.ThrowsExactly<CliException>(() => DeploymentFiles.Prepare(folder.Path, "p", (path, content) =>
        {
            File.WriteAllBytes(path, content);
            written.Add(path);
        }));
        StringAssert.Contains(failure.Message, "has half a character");
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(written.Single())));
    }

    [TestMethod]
    public async Task Messages_of_the_wire_protocol_are_read_like_text()
    {
        using FakeNanoff nanoff = new FakeNanoff();
        byte[] stream =
        [
            .. Encoding.ASCII.GetBytes("NFPKT is no marker\n"),
            .. Frame(1, "SensorNode "),
            .. Frame(0, ""),
            .. Frame(1, "0.1.0 on ESP32\r\nthe first reading is sent\n"),
        ];
        (int exitCode, string output, string errors) = await RunAsync(
            _ => new MemoryStream(stream), "--nanoff", nanoff.Program, "--no-update", "--port", "p");
        Assert.AreEqual(0, exitCode, errors);
        StringAssert.Contains(output, "  NFPKT is no marker\n  SensorNode 0.1.0 on ESP32\n  the first reading is sent\nthe board sends readings\n");
    }

    private static byte[] Frame(uint command, string text)
    {
        byte[] payload = Encoding.UTF8.GetBytes(text);
        byte[] frame = new byte[32 + payload.Length];
        Encoding.ASCII.GetBytes("NFPKTV1\0").CopyTo(frame, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(16), command);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(28), (uint)payload.Length);
        payload.CopyTo(frame, 32);
        return frame;
    }

    private static void CheckDeployments(FakeNanoff nanoff, TemporaryFolder folder)
    {
        JsonElement network = JsonDocument.Parse(nanoff.Given("networkdeployment")).RootElement;
        Assert.AreEqual("/dev/ttyUSB0", network.GetProperty("SerialPort").GetString());
        Assert.AreEqual("home", network.GetProperty("WirelessClient").GetProperty("Ssid").GetString());
        JsonElement files = JsonDocument.Parse(nanoff.Given("filedeployment")).RootElement;
        Assert.AreEqual("/dev/ttyUSB0", files.GetProperty("SerialPort").GetString());
        Assert.AreEqual(folder.File("sensornet.json"), files.GetProperty("Files")[0].GetProperty("SourceFilePath").GetString());
        Assert.AreEqual(@"I:\sensornet.json", files.GetProperty("Files")[0].GetProperty("DestinationFilePath").GetString());
    }

    private static TemporaryFolder Provisioned()
    {
        TemporaryFolder folder = new TemporaryFolder();
        folder.Write("sensornet.json", "{}");
        folder.Write("network.json", """{"WirelessClient":{"Ssid":"home","Password":"secret12"}}""");
        folder.Write("files.json", """{"Files":[{"DestinationFilePath":"I:\\sensornet.json","SourceFilePath":"sensornet.json"}]}""");
        return folder;
    }

    private static Stream Serial(string port, string said)
    {
        Assert.AreNotEqual("", port);
        return new MemoryStream(Encoding.UTF8.GetBytes(said));
    }

    private static async Task<(int ExitCode, string Out, string Error)> RunAsync(Func<string, Stream>? serial, params string[] args)
    {
        await using CliRun run = CliRun.StartWithSerial(serial ?? (port => throw new IOException($"there is no {port}")), ["flash", .. args]);
        int exitCode = await run.Exit.WaitAsync(CliRun.WaitMax);
        return (exitCode, run.Out.Text, run.Error.Text);
    }
}
