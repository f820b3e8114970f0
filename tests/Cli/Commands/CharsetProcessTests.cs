using System.Diagnostics;
using System.Text;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Tests.Commands;

/// <summary>The command in locales of several charsets, on a terminal and in a pipe.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux)]
public sealed class CharsetProcessTests
{
    private const string Script = "/usr/bin/script";

    [TestMethod]
    [DataRow("en_US.ISO-8859-1", "iso-8859-1")]
    [DataRow("en_US.UTF-8", "utf-8")]
    [DataRow("C", "utf-8")]
    public async Task A_pipe_gets_the_charset_of_the_locale(string locale, string charset)
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        using CliProcess watch = new CliProcess(Encoding.GetEncoding(charset), ("LC_ALL", locale), "watch", "--broker", broker.Address);
        await watch.ErrorLineAsync("connected to");
        await broker.PublishAsync("devices/größe/readings", """{"seq":1,"temperature":21.5,"text":"…漢"}""");
        string line = await watch.OutLineAsync("größe");
        Assert.Contains(" temperature=21.5 °C ", line);
        Assert.DoesNotContain("?", line);
        Assert.DoesNotContain("\uFFFD", line);
    }

    [TestMethod]
    [DataRow("en_US.ISO-8859-1", "iso-8859-1", "----")]
    [DataRow("C", "us-ascii", "----")]
    [DataRow("en_US.UTF-8", "utf-8", "────")]
    public async Task A_terminal_gets_what_it_can_show(string locale, string charset, string rule)
    {
        await using TestBroker broker = await TestBroker.StartAsync();
        await broker.PublishAsync("devices/größe-漢/status", "online", retain: true);
        await broker.PublishAsync("devices/größe-漢/readings", """{"seq":1,"temperature":21.5}""", retain: true);
        string shown = await OnTerminalAsync(locale, charset, "watch", "--duration", "5s", "--broker", broker.Address);
        Assert.Contains(rule, shown);
        Assert.Contains("21.50", shown);
        AssertReadable(shown);
    }

    [TestMethod]
    [DataRow("watch --help")]
    [DataRow("sn pub --help")]
    [DataRow("watch --topic a/#/…–°")]
    public async Task Help_and_errors_are_readable_on_a_terminal_without_unicode(string arguments) =>
        AssertReadable(await OnTerminalAsync("C", "us-ascii", arguments.Split(' ')));

    private static void AssertReadable(string shown)
    {
        // Escape codes have one of their own, as in ESC[?25h, and so does the help's option for itself.
        string text = shown.Replace("\e[?", "", StringComparison.Ordinal).Replace("-?, -h", "", StringComparison.Ordinal);
        Assert.DoesNotContain("?", text);
        Assert.DoesNotContain("\uFFFD", text);
    }

    /// <summary>What the command writes to a terminal of 80 columns.</summary>
    private static async Task<string> OnTerminalAsync(string locale, string charset, params string[] arguments)
    {
        if (!File.Exists(Script))
        {
            Assert.Inconclusive($"{Script} is not installed");
        }

        string program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        string command = $"stty cols 80 rows 24; exec dotnet exec '{program}' {string.Join(' ', arguments.Select(each => $"'{each}'"))}";
        ProcessStartInfo start = new ProcessStartInfo(Script, ["-qec", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.GetEncoding(charset, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD")),
            Environment = { ["LC_ALL"] = locale, ["TERM"] = "xterm" },
        };
        using CancellationTokenSource limit = new CancellationTokenSource(CliRun.WaitMax);
        using Process process = Process.Start(start)!;
        string shown = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return shown;
    }
}
