using System.Globalization;
using System.Text.RegularExpressions;
using SensorNet.GatewayService.Tests.Scenarios;

namespace SensorNet.EndToEnd.Tests.Service;

/// <summary>The section "A secure set-up from nothing" of docs/gateway.md, run as it is written but for the ports.</summary>
[TestClass]
public sealed partial class SecureSetUpTests
{
    private const string Title = "## A secure set-up from nothing\n";
    private const string BrokerAndDtlsPort = "8883";
    private const string AdminPort = "8884";

    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(3);

    // Certificates, broker, keys, rules, gateway, messages; a wrong key and a forbidden topic, which are refused; the end.
    private static readonly int[] ExitCodes = [0, 0, 0, 0, 0, 0, 1, 1, 0];

    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-set-up-").FullName;
    private readonly string _port = FreePorts.Next().ToString(CultureInfo.InvariantCulture);
    private readonly string _adminPort = FreePorts.Next().ToString(CultureInfo.InvariantCulture);

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task What_the_documentation_says_works_and_keeps_others_out()
    {
        string[] programs = ["mosquitto", "openssl", "curl"];
        string bash = Programs.Find("bash");
        string folders = string.Join(':', programs.Select(name => Path.GetDirectoryName(Programs.Find(name))));
        string section = WithPorts(Section());
        string script = Path.Combine(_folder, "script");
        await File.WriteAllTextAsync(script, Script(BlocksOf(section, "bash")));

        using ChildProcess run = new ChildProcess(
            bash, script, Path.Combine(_folder, "work"), Path.Combine(AppContext.BaseDirectory, "sensornet.dll"), GatewayProcess.Program(), folders);
        await Wait.UntilAsync(() => run.HasExited, "the section has been run", RunMax, () => run.Output);
        await run.WaitForExitAsync();

        string all = run.Output + "\n" + Log("mosquitto.log") + "\n" + Log("gateway.log");
        int[] exitCodes = [.. EndOfBlock().Matches(run.Output).Select(end => int.Parse(end.Groups[1].Value, CultureInfo.InvariantCulture))];
        CollectionAssert.AreEqual(ExitCodes, exitCodes, all);
        AssertSaid(section, run, all);
        Assert.IsFalse(PlainListener().IsMatch(Log("gateway.log")), all);
        StringAssert.Contains(Log("gateway.log"), "client kitchen (kitchen) may not publish to attic/temperature", StringComparison.Ordinal);
    }

    private static void AssertSaid(string section, ChildProcess run, string all)
    {
        string[] said = run.Output.Split('\n');
        string[] promised = [.. BlocksOf(section, "text").SelectMany(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        Assert.HasCount(4, promised);
        foreach (string line in promised)
        {
            CollectionAssert.Contains(said, line, all);
        }
    }

    /// <summary>The blocks one after another in one shell, in an empty folder, with the programs of this build on the PATH.</summary>
    private static string Script(IEnumerable<string> blocks)
    {
        const string Prelude = """
            exec 2>&1 < /dev/null
            mkdir -p "$1/bin" "$1/empty"
            program() { printf '#!%s\nexec dotnet exec "%s" "$@"\n' "$BASH" "$2" > "$1"; chmod +x "$1"; }
            program "$1/bin/sensornet" "$2"
            program "$1/bin/sensornet-gateway" "$3"
            export PATH="$1/bin:$PATH:$4"
            cd "$1/empty"
            trap 'kill $(jobs -p) 2> /dev/null' EXIT

            """;
        return Prelude.ReplaceLineEndings("\n") + string.Concat(blocks.Select(block => block + "printf '\\n== block ended with %s\\n' $?\n"));
    }

    private static string Section()
    {
        string text = File.ReadAllText(Documentation()).ReplaceLineEndings("\n");
        int start = text.IndexOf(Title, StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(0, start, $"docs/gateway.md has no section \"{Title.Trim()}\"");
        return text[start..text.IndexOf("\n## ", start + Title.Length, StringComparison.Ordinal)];
    }

    private static string Documentation()
    {
        DirectoryInfo? folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Firmware.sln")))
        {
            folder = folder.Parent;
        }

        Assert.IsNotNull(folder, "no folder above the test has Firmware.sln");
        return Path.Combine(folder.FullName, "docs", "gateway.md");
    }

    private static IEnumerable<string> BlocksOf(string section, string language) =>
        Block().Matches(section).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value);

    private string WithPorts(string section) => Ports().Replace(section, port => port.Value == AdminPort ? _adminPort : _port);

    private string Log(string name)
    {
        string path = Path.Combine(_folder, "work", "empty", name);
        return File.Exists(path) ? File.ReadAllText(path) : "";
    }

    [GeneratedRegex(@"\b(" + BrokerAndDtlsPort + "|" + AdminPort + @")\b")]
    private static partial Regex Ports();

    [GeneratedRegex("^```(\\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^== block ended with (\\d+)$", RegexOptions.Multiline)]
    private static partial Regex EndOfBlock();

    [GeneratedRegex("listening on \\S+:\\d+")]
    private static partial Regex PlainListener();
}
