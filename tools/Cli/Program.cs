using System.Text;
using SensorNet.Cli.Charsets;
using SensorNet.Cli.Hosting;
using Spectre.Console;

namespace SensorNet.Cli;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        // Charsets other than Unicode, ASCII and ISO-8859-1.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Charset charset = CharsetOf(Console.IsOutputRedirected);
        if (!Console.IsOutputRedirected || !Console.IsErrorRedirected)
        {
            Console.OutputEncoding = CharsetOf(isRedirected: false).Encoding;
        }

        using StopSignals signals = new StopSignals();
        CliContext context = new CliContext(
            StandardOutput.Open(charset),
            StandardOutput.OpenError(CharsetOf(Console.IsErrorRedirected)),
            FindTerminal(),
            TimeProvider.System,
            signals.Stop)
        {
            Charset = charset,
        };
        return await SensorNetCli.RunAsync(args, context).ConfigureAwait(false);
    }

    private static Charset CharsetOf(bool isRedirected) => OperatingSystem.IsWindows()
        ? Charset.Utf8
        : OutputCharset.Find(Environment.GetEnvironmentVariable, isTerminal: !isRedirected);

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
