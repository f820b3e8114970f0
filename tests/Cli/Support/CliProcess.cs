using System.Diagnostics;
using System.Text;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Tests.Support;

/// <summary>The command in a process of its own, its output in pipes.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _limit = new(CliRun.WaitMax);

    public CliProcess(params string[] args)
        : this(Encoding.UTF8, null, args)
    {
    }

    /// <param name="charset">What it writes.</param>
    /// <param name="variable">A variable of its environment.</param>
    /// <param name="args">What follows the command's name.</param>
    public CliProcess(Encoding charset, (string Name, string Value)? variable, params string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        ProcessStartInfo start = new ProcessStartInfo("dotnet", ["exec", program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = charset,
            StandardErrorEncoding = charset,
        };
        if (variable is { } given)
        {
            start.Environment[given.Name] = given.Value;
        }

        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                Error.WriteLine(text);
            }
        };
        _process.BeginErrorReadLine();
    }

    public LineWriter Error { get; } = new();

    public StreamReader Out => _process.StandardOutput;

    public Task<string> ErrorLineAsync(string part) => Error.WaitForLineAsync(part, _limit.Token);

    /// <summary>The next line of standard output with <paramref name="part"/> in it.</summary>
    public async Task<string> OutLineAsync(string part)
    {
        while (await Out.ReadLineAsync(_limit.Token) is { } line)
        {
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new AssertFailedException($"standard output ended without '{part}'; standard error: {Error.Text}");
    }

    /// <param name="name">Such as INT or TERM.</param>
    public void Signal(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync(_limit.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _limit.Dispose();
    }
}
