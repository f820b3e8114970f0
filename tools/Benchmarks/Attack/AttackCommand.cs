using System.CommandLine;

namespace SensorNet.Benchmarks.Attack;

/// <summary>What clients notice of attacks on the service.</summary>
internal static class AttackCommand
{
    private const int SecondsMax = 30;

    public static Command Create()
    {
        Option<int> seconds = new Option<int>("--seconds")
        {
            Description = $"Length of each attack, 2 to {SecondsMax}",
            DefaultValueFactory = _ => 6,
        };
        Option<FloodKind[]> kinds = new Option<FloodKind[]>("--kind")
        {
            Description = "An attack, once each; all in turn without it",
            DefaultValueFactory = _ => Enum.GetValues<FloodKind>(),
        };
        Command command = new Command("attack", "The service under floods: the answers that others get, its memory, and what it counts as dropped")
        {
            seconds,
            kinds,
        };
        command.SetAction(parsed =>
        {
            using AttackRun run = new AttackRun(TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 2, SecondsMax)));
            run.Run(parsed.GetValue(kinds)!);
            return 0;
        });
        return command;
    }
}
