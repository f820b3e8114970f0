using SensorNet.Cli.Hosting;
using Spectre.Console;

namespace SensorNet.Cli.Tests.Support;

/// <summary>The command while it runs inside the test.</summary>
internal sealed class CliRun : IAsyncDisposable
{
    /// <summary>Nothing that a test waits for takes nearly as long.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _limit = new(WaitMax);

    private CliRun(
        string[] args,
        TestTerminal? terminal,
        Stream? input = null,
        Func<string, Stream>? openSerial = null,
        IAnsiConsole? asked = null)
    {
        Terminal = terminal;
        CliContext context = new CliContext(Out, Error, asked ?? terminal?.Console, TimeProvider.System, _stop.Token)
        {
            OpenInput = () => input ?? Stream.Null,
            OpenSerial = openSerial ?? (port => throw new IOException($"there is no {port}")),
        };
        Exit = Task.Run(() => SensorNetCli.RunAsync(args, context));
    }

    public TestTerminal? Terminal { get; }

    public LineWriter Out { get; } = new();

    public LineWriter Error { get; } = new();

    public Task<int> Exit { get; }

    public static CliRun Start(params string[] args) => new(args, terminal: null);

    public static CliRun StartOn(TestTerminal terminal, params string[] args) => new(args, terminal);

    /// <summary>With standard input.</summary>
    public static CliRun StartReading(Stream input, params string[] args) => new(args, terminal: null, input);

    /// <summary>With a serial port.</summary>
    public static CliRun StartWithSerial(Func<string, Stream> openSerial, params string[] args) =>
        new(args, terminal: null, openSerial: openSerial);

    /// <summary>On a terminal where somebody answers.</summary>
    public static CliRun StartAsking(IAnsiConsole asked, params string[] args) => new(args, terminal: null, asked: asked);

    /// <summary>Runs the command to its end.</summary>
    public static async Task<(int ExitCode, string Out, string Error)> ToEndAsync(params string[] args)
    {
        await using CliRun run = Start(args);
        int exitCode = await run.Exit.WaitAsync(WaitMax);
        return (exitCode, run.Out.Text, run.Error.Text);
    }

    public Task<string> OutLineAsync(string part) => Out.WaitForLineAsync(part, _limit.Token);

    /// <summary>A line that has a match of <paramref name="pattern"/> in it.</summary>
    public Task<string> OutMatchAsync(string pattern) => Out.WaitForMatchAsync(pattern, _limit.Token);

    public Task<string> ErrorLineAsync(string part) => Error.WaitForLineAsync(part, _limit.Token);

    public Task TerminalTextAsync(string part) => Terminal!.Output.WaitForTextAsync(part, _limit.Token);

    /// <summary>What Ctrl-C does.</summary>
    public Task InterruptAsync() => _stop.CancelAsync();

    /// <summary>What Ctrl-C does; gives the exit code.</summary>
    public async Task<int> StopAsync()
    {
        await InterruptAsync();
        return await Exit.WaitAsync(WaitMax);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Exit.WaitAsync(WaitMax);
        _stop.Dispose();
        _limit.Dispose();
    }
}
