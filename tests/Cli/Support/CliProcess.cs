using System.Diagnostics;

namespace SensorNet.Cli.Tests.Support;

/// <summary>The command in a process of its own, its output in pipes.</summary>
internal sealed class CliProcess : IDisposable
{
    private readonly Process _process;
    private readonly CancellationTokenSource _limit = new(CliRun.WaitMax);

    public CliProcess(params string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
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
