using System.Text;
using Spectre.Console;

namespace SensorNet.Cli;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        using var signals = new StopSignals();
        var context = new CliContext(
            StandardOutput.Open(), Console.Error, FindTerminal(), TimeProvider.System, signals.Stop);
        return await SensorNetCli.RunAsync(args, context).ConfigureAwait(false);
    }

    private static IAnsiConsole? FindTerminal()
    {
        if (Console.IsOutputRedirected)
        {
            return null;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings());
        return console.Profile.Capabilities.Ansi ? console : null;
    }
}
