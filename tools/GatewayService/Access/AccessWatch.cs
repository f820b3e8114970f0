using System.Runtime.InteropServices;

namespace SensorNet.GatewayService.Access;

/// <summary>Has the files of rules looked at again and again, and at once on SIGHUP, as Mosquitto's users are used to.</summary>
internal static class AccessWatch
{
    /// <param name="files">The rules.</param>
    /// <param name="onChanged">Called when there are new ones.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task RunAsync(AccessFiles files, Action onChanged, CancellationToken stop)
    {
        int wanted = 0;
        using PosixSignalRegistration? hangUp = OperatingSystem.IsWindows()
            ? null
            : PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
            {
                // Otherwise it would end the process.
                context.Cancel = true;
                Interlocked.Exchange(ref wanted, 1);
            });
        using PeriodicTimer timer = new PeriodicTimer(AccessFiles.Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                if (files.Refresh(Interlocked.Exchange(ref wanted, 0) == 1))
                {
                    onChanged();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}
