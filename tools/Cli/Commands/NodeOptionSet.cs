using System.CommandLine;
using System.Text;
using SensorNet.Cli.CommandLine;
using SensorNet.Cli.Nodes;
using SensorNet.Emulator;

namespace SensorNet.Cli.Commands;

/// <summary>The options that say what an emulated node is like.</summary>
internal sealed class NodeOptionSet
{
    /// <summary>The firmware's own limit.</summary>
    private const int DeviceIdBytesMax = 64;

    /// <summary>The emulator's sensors, in lower case.</summary>
    private static readonly string[] SensorNames =
        [.. Enum.GetValues<SensorKind>().Where(kind => kind != SensorKind.None).Select(kind => $"{kind}".ToLowerInvariant())];

    private static readonly TimeSpan IntervalMin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IntervalMax = TimeSpan.FromDays(1);

    public Option<string> Id { get; } = CheckedOption.Text(
        "--id", "name", "The device id [default: the board's MAC address]", ProblemOfId);

    public Option<string> Settings { get; } = CheckedOption.Text(
        "--settings", "file", "The settings file; other options change its values", file =>
            File.Exists(file) ? null : "is not a file");

    public Option<string> Flash { get; } = CheckedOption.Text(
        "--flash", "folder", "The folder that is the board's flash, kept [default: a temporary one]", folder =>
            File.Exists(folder) ? "is a file: it must be a folder" : folder.Length == 0 ? "is empty" : null);

    public Option<SensorKind?> Sensor { get; } = CheckedOption.OfWords<SensorKind?>(
        "--sensor", "The sensor; a bmp280 has no humidity, an sht31 no pressure [default: bme280]", SensorNames, CheckSensor);

    public Option<int?> Seed { get; } = CheckedOption.Whole(
        "--seed", "number", "Decides MAC address, weather and noise; equal seeds behave alike", 0, 1_000_000);

    public Option<FaultPlan[]> Faults { get; } = new("--fault")
    {
        HelpName = "fault",
        Description = "What is wrong with the board; may be given several times, see below",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseFaults,
    };

    public static Option<TimeSpan?> Interval() => CheckedOption.Duration(
        "--interval", "The time between two readings", IntervalMin, IntervalMax);

    private static string? ProblemOfId(string id) =>
        id.Length == 0 || Encoding.UTF8.GetByteCount(id) > DeviceIdBytesMax ? $"must have 1 to {DeviceIdBytesMax} bytes"
        : id.AsSpan().ContainsAny("/+#") || id[0] == '$' || id.Any(char.IsControl)
            ? "must be one topic level: no / + # or control characters, and no $ at the beginning"
        : null;

    private static string? CheckSensor(string text, out SensorKind? sensor)
    {
        bool isKnown = SensorNames.Contains(text);
        sensor = isKnown ? Enum.Parse<SensorKind>(text, ignoreCase: true) : null;
        return isKnown ? null : $"is not a known sensor: there are {string.Join(", ", SensorNames)}";
    }

    private static FaultPlan[] ParseFaults(System.CommandLine.Parsing.ArgumentResult result)
    {
        List<FaultPlan> plans = new List<FaultPlan>();
        foreach (string text in result.Tokens.Select(token => token.Value))
        {
            if (FaultPlan.Parse(text, out FaultPlan? plan) is { } problem)
            {
                result.AddError($"--fault '{text}' {problem}");
            }
            else
            {
                plans.Add(plan!);
            }
        }

        return [.. plans];
    }
}
