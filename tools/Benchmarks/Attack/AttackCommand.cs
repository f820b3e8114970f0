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
        Command command = new Command("attack", "The service under floods: the answers that others get, its memory, and what it counts as dropped")
        {
            seconds,
        };
        command.SetAction(parsed =>
        {
            using AttackRun run = new AttackRun(TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 2, SecondsMax)));
            run.Run();
            return 0;
        });
        return command;
    }
}
