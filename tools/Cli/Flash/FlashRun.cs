using SensorNet.Cli.Hosting;
using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Flash;

/// <summary>Puts a plan on a board, call by call, and follows what the board says.</summary>
internal sealed class FlashRun(FlashPlan plan, Nanoff nanoff, CliContext context)
{
    private const int LineCharsMax = 1_000;
    private const int DetailsAttemptsMax = 5;

    /// <summary>A board takes about a second from reset to where it answers.</summary>
    private static readonly TimeSpan DetailsPause = TimeSpan.FromSeconds(2);

    /// <summary>Shows the calls, and makes none.</summary>
    public static void Show(FlashPlan plan, TextWriter output)
    {
        string port = plan.Port ?? "PORT";
        List<NanoffCall> calls = new List<NanoffCall>();
        if (plan.Port is null)
        {
            calls.Add(FlashCalls.ListPorts());
        }

        if (plan.Updates)
        {
            calls.Add(FlashCalls.Update(plan, port));
        }

        calls.Add(FlashCalls.Details(port));
        if (plan.Folder is { } folder)
        {
            calls.Add(FlashCalls.Store(InFolder(folder, DeploymentFiles.Files), InFolder(folder, DeploymentFiles.Network)));
        }

        if (plan.Image is { } image)
        {
            calls.Add(FlashCalls.Deploy(image, port));
        }

        foreach (NanoffCall call in calls)
        {
            output.WriteLine($"# {call.Purpose}");
            output.WriteLine(call.CommandLine);
        }

        if (plan is { Updates: true, FirmwareVersion: null })
        {
            output.WriteLine("# where that firmware does not go with the packages of the application, older versions are tried:");
            output.WriteLine($"# {FlashCalls.ListTargets().CommandLine}");
        }

        if (plan.FollowMax > TimeSpan.Zero)
        {
            output.WriteLine($"# then follow what the board says on {port}, for {plan.FollowMax.TotalSeconds:0} s at most");
        }
    }

    /// <exception cref="CliException">A step failed; what to do is said.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        string port = plan.Port ?? await FindPortAsync(stop).ConfigureAwait(false);
        using DeploymentFiles? files = plan.Folder is { } folder ? DeploymentFiles.Prepare(folder, port) : null;
        await PutFirmwareAsync(port, stop).ConfigureAwait(false);
        if (files is not null)
        {
            await CallAsync(FlashCalls.Store(files.FilesFile, files.NetworkFile), stop).ConfigureAwait(false);
        }

        if (plan.Image is { } image)
        {
            await CallAsync(FlashCalls.Deploy(image, port), stop).ConfigureAwait(false);
        }

        if (plan.FollowMax > TimeSpan.Zero)
        {
            await FollowAsync(port, stop).ConfigureAwait(false);
        }
        else if (files is not null && plan.Image is null)
        {
            context.Out.WriteLine("restart the board: it reads its settings when it starts");
        }
    }

    private static string? InFolder(string folder, string name) => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : null;

    private async Task<string> FindPortAsync(CancellationToken stop)
    {
        NanoffResult listed = await CallAsync(FlashCalls.ListPorts(), stop).ConfigureAwait(false);
        string port = SerialPorts.Choose(SerialPorts.Read(listed), out string? problem) ?? throw new CliException(problem!);
        context.Out.WriteLine($"the board's port is {port}");
        return port;
    }

    private async Task PutFirmwareAsync(string port, CancellationToken stop)
    {
        if (plan.Updates)
        {
            await CallAsync(FlashCalls.Update(plan, port), stop).ConfigureAwait(false);
        }

        if (await FirmwareGoesAsync(port, stop).ConfigureAwait(false) || !plan.Updates || plan.FirmwareVersion is not null)
        {
            // A firmware that somebody chose is kept: the board itself refuses an application that does not go with it, and says so.
            return;
        }

        // The latest is of a later time than the packages: an older one has their native halves.
        NanoffResult listed = await CallAsync(FlashCalls.ListTargets(), stop).ConfigureAwait(false);
        IReadOnlyList<string> versions = FirmwareVersions.Read(listed.Lines, plan.Target);
        foreach (string version in versions)
        {
            await CallAsync(FlashCalls.Update(plan with { FirmwareVersion = version }, port), stop).ConfigureAwait(false);
            if (await FirmwareGoesAsync(port, stop).ConfigureAwait(false))
            {
                return;
            }
        }

        throw new CliException(
            $"no version of {plan.Target} that nanoff lists ({(versions.Count == 0 ? "none" : string.Join(", ", versions))}) goes with the "
            + $"packages of the application: give one by --fwversion ({NativeAssemblies.Firmware})");
    }

    private async Task<bool> FirmwareGoesAsync(string port, CancellationToken stop)
    {
        NanoffResult details = await DetailsAsync(port, stop).ConfigureAwait(false);
        IReadOnlyList<string> mismatches = NativeAssemblies.Mismatches(details.Lines);
        if (mismatches.Count == 0)
        {
            context.Out.WriteLine("the board's firmware goes with the packages of the application");
            return true;
        }

        context.Out.WriteLine(
            $"warning: the board's firmware does not go with the packages of the application, which are of {NativeAssemblies.Firmware}:");
        foreach (string mismatch in mismatches)
        {
            context.Out.WriteLine($"  {SafeText.Escape(mismatch, LineCharsMax)}");
        }

        return false;
    }

    private async Task<NanoffResult> DetailsAsync(string port, CancellationToken stop)
    {
        NanoffCall call = FlashCalls.Details(port);
        context.Out.WriteLine($"{call.Purpose} …");
        for (int attempt = 1; ; attempt++)
        {
            NanoffResult result = await nanoff.RunAsync(call, stop).ConfigureAwait(false);
            if (result.Problem is not { } problem)
            {
                return result;
            }

            if (attempt == DetailsAttemptsMax)
            {
                throw Failed(call, problem);
            }

            await Task.Delay(DetailsPause, context.Time, stop).ConfigureAwait(false);
        }
    }

    private async Task<NanoffResult> CallAsync(NanoffCall call, CancellationToken stop)
    {
        context.Out.WriteLine($"{call.Purpose} …");
        NanoffResult result = await nanoff.RunAsync(call, stop).ConfigureAwait(false);
        return result.Problem is { } problem ? throw Failed(call, problem) : result;
    }

    private static CliException Failed(NanoffCall call, string problem) =>
        new($"could not {call.Purpose}: {problem}{(NanoffErrors.Advice(problem) is { } advice ? $" ({advice})" : "")}");

    private async Task FollowAsync(string port, CancellationToken stop)
    {
        context.Out.WriteLine($"what the board says on {port}, from its start:");
        BootWatch boot = new BootWatch();
        DebugStream debug = new DebugStream(line =>
        {
            context.Out.WriteLine($"  {SafeText.Escape(line, LineCharsMax)}");
            boot.Take(line);
        });
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(plan.FollowMax);
        try
        {
            using Stream serial = OpenSerial(port);
            byte[] buffer = new byte[1024];
            while (!boot.IsDone)
            {
                int got = await serial.ReadAsync(buffer, limit.Token).AsTask().WaitAsync(limit.Token).ConfigureAwait(false);
                if (got == 0)
                {
                    break;
                }

                debug.Take(buffer.AsSpan(0, got));
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The time is over: what was seen is judged.
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{port} was lost: {lost.Message}");
        }

        Judge(boot);
    }

    private void Judge(BootWatch boot)
    {
        if (boot.IsDone)
        {
            context.Out.WriteLine(boot.HasSent ? "the board sends readings" : "the gateway serves clients");
        }
        else if (boot.Problem is { } problem)
        {
            throw new CliException($"the board says: {SafeText.Escape(problem, LineCharsMax)}");
        }
        else if (boot.IsConnected)
        {
            throw new CliException(
                $"the board is connected, and did not send a reading within {plan.FollowMax.TotalSeconds:0} s: is its interval longer?");
        }
        else
        {
            throw new CliException(
                $"the board did not say within {plan.FollowMax.TotalSeconds:0} s that it sends: press its reset button, and look at it with a serial "
                + "terminal (921600 baud)");
        }
    }

    private Stream OpenSerial(string port)
    {
        try
        {
            return context.OpenSerial(port);
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            // .NET says of a port that is not there that it is denied, and why within.
            throw new CliException($"{port} cannot be opened: {unusable.InnerException?.Message ?? unusable.Message}");
        }
    }
}
