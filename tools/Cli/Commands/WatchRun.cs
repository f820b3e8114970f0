using SensorNet.Cli.Brokers;
using SensorNet.Cli.Views;

namespace SensorNet.Cli.Commands;

/// <summary>Follows a broker and shows it, until told to stop.</summary>
internal static class WatchRun
{
    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">The broker refused, or was not reached in all of <paramref name="duration"/>.</exception>
    public static async Task<int> RunAsync(
        BrokerOptions broker,
        string topicFilter,
        IWatchView view,
        TimeSpan? duration,
        TimeProvider time,
        CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(duration ?? Timeout.InfiniteTimeSpan, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        var watcher = new BrokerWatcher(broker, topicFilter, time);
        var session = new WatchSession(watcher.Events, () => watcher.Dropped, broker.Address, topicFilter, time);
        Task watching = watcher.RunAsync(ended.Token);
        try
        {
            await view.RunAsync(session, ended.Token).ConfigureAwait(false);
        }
        catch (BrokerRefusedException refused)
        {
            throw new CliException(refused.Message);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }

        if (!session.WasEverConnected && !stop.IsCancellationRequested)
        {
            throw new CliException($"there was no connection to the broker at {broker.Address}: is it running?");
        }

        return ExitCodes.Success;
    }
}
