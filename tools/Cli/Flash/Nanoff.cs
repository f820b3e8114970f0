using System.ComponentModel;
using System.Diagnostics;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Flash;

/// <summary>Runs nanoFramework's flasher, a .NET tool.</summary>
/// <param name="program">Its path.</param>
/// <param name="wrote">Called with each line that it writes.</param>
internal sealed class Nanoff(string program, Action<string> wrote)
{
    /// <summary>How to get it.</summary>
    public const string Install = "install it with 'dotnet tool install -g nanoff', and see that ~/.dotnet/tools is on the PATH";

    /// <summary>No call takes nearly as long; a download over a slow line is the longest.</summary>
    private static readonly TimeSpan CallMax = TimeSpan.FromMinutes(15);

    private const int LinesMax = 10_000;

    /// <summary>The tool of the PATH or of the user; null when it is in neither.</summary>
    public static string? Find()
    {
        string name = OperatingSystem.IsWindows() ? "nanoff.exe" : "nanoff";
        string tools = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Append(tools)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <exception cref="CliException">It cannot be run, or does not end.</exception>
    public async Task<NanoffResult> RunAsync(NanoffCall call, CancellationToken stop)
    {
        List<string> lines = new List<string>();
        using Process process = new Process
        {
            StartInfo = new ProcessStartInfo(program, call.Arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            },
        };
        process.OutputDataReceived += (_, line) => Note(line.Data, lines);
        process.ErrorDataReceived += (_, line) => Note(line.Data, lines);
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            throw new CliException($"'{program}' cannot be run ({failure.Message}): {Install}");
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(CallMax);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
            throw new CliException($"nanoff did not end within {CallMax.TotalMinutes:0} min: {call.CommandLine}");
        }

        lock (lines)
        {
            return new NanoffResult(process.ExitCode, [.. lines]);
        }
    }

    private void Note(string? line, List<string> lines)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            if (lines.Count < LinesMax)
            {
                lines.Add(line);
            }
        }

        wrote(line);
    }
}
