using System.Collections.Concurrent;
using System.Diagnostics;

namespace SensorNet.EndToEnd.Tests;

/// <summary>A program that a scenario started: its output is kept, and it does not outlive the scenario.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Process _process;
    private readonly Action<string> _note;

    public ChildProcess(string fileName, params string[] arguments)
        : this(fileName, _ => { }, arguments)
    {
    }

    /// <param name="fileName">The program.</param>
    /// <param name="note">Is told each line that the program writes, as it comes.</param>
    /// <param name="arguments">Its arguments.</param>
    public ChildProcess(string fileName, Action<string> note, string[] arguments)
    {
        _note = note;
        ProcessStartInfo start = new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{fileName} did not start");
        _process.OutputDataReceived += (_, e) => Note(e.Data);
        _process.ErrorDataReceived += (_, e) => Note(e.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _lines);

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Octets of memory that it has now.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public bool Says(string text) => _lines.Any(line => line.Contains(text, StringComparison.Ordinal));

    public int CountOf(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    public void Signal(int signal) => Signals.Send(_process, signal);

    public Task WaitForExitAsync() => _process.WaitForExitAsync().WaitAsync(Wait.Patience);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            _note(line);
        }
    }
}
