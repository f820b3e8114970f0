using SensorNet.Cli.CommandLine;

namespace SensorNet.Cli.Nodes;

/// <summary>A fault and when it is there.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="After">From when on, since the node's start.</param>
/// <param name="For">For how long; null for ever.</param>
internal sealed record FaultPlan(NodeFault Fault, TimeSpan After, TimeSpan? For)
{
    public const string Forms = "name, name@after or name@after+length (such as wifi-drop@20s+30s)";

    public static readonly TimeSpan TimeMax = TimeSpan.FromDays(1);

    private static readonly (string Name, NodeFault Fault)[] Names =
    [
        ("sensor-absent", NodeFault.SensorAbsent),
        ("sensor-nack", NodeFault.SensorNack),
        ("sensor-stuck", NodeFault.SensorStuck),
        ("sensor-wrong-id", NodeFault.SensorWrongId),
        ("sensor-noise", NodeFault.SensorNoise),
        ("sensor-bad-checksum", NodeFault.SensorBadChecksum),
        ("sensor-slow", NodeFault.SensorSlow),
        ("wifi-refused", NodeFault.WifiRefused),
        ("wifi-drop", NodeFault.WifiDrop),
        ("sntp-blocked", NodeFault.SntpBlocked),
    ];

    public static string AllNames => string.Join(", ", Names.Select(each => each.Name));

    /// <returns>What is wrong with <paramref name="text"/>, as the end of a sentence that names it; null when nothing is.</returns>
    public static string? Parse(string text, out FaultPlan? plan)
    {
        plan = null;
        string[] parts = text.Split('@');
        string[] times = parts.Length == 2 ? parts[1].Split('+') : [];
        if (parts.Length > 2 || times.Length > 2)
        {
            return $"is not {Forms}";
        }

        int known = Array.FindIndex(Names, each => each.Name == parts[0]);
        if (known < 0)
        {
            return $"is not a known fault: there are {AllNames}";
        }

        TimeSpan after = TimeSpan.Zero;
        TimeSpan length = TimeSpan.Zero;
        if ((times.Length > 0 && !TryTime(times[0], out after)) || (times.Length > 1 && !TryTime(times[1], out length)))
        {
            return $"has a time that is not {DurationText.Forms} of at most {DurationText.Format(TimeMax)}";
        }

        if (Names[known].Fault == NodeFault.WifiRefused && times.Length > 0)
        {
            return "has a time, which this fault cannot have: the board is refused from the start";
        }

        plan = new FaultPlan(Names[known].Fault, after, times.Length > 1 ? length : null);
        return null;
    }

    private static bool TryTime(string text, out TimeSpan time) =>
        DurationText.TryParse(text, out time) && time <= TimeMax;
}
