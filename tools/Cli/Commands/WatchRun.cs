using SensorNet.Cli.Brokers;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Systems;
using SensorNet.Readings.Devices;
using SensorNet.Cli.Hosting;
using SensorNet.Cli.Views;
using SensorNet.Cli.Web;

namespace SensorNet.Cli.Commands;

/// <summary>Follows a broker and shows it, until told to stop.</summary>
internal sealed class WatchRun(BrokerOptions broker, string topicFilter, IWatchView view, TimeProvider time)
{
    /// <summary>Where an MQTT-SN gateway to this broker listens, host:port; null where none is known.</summary>
    public string? Gateway { get; init; }

    /// <summary>What tells the messages of different systems; null for those that need no mapping file.</summary>
    public DecoderSet? Decoders { get; init; }

    /// <summary>The web view, which shows it too; null for none. It has the decoders.</summary>
    public WebFeed? Web { get; init; }

    /// <summary>Called with what each message means, after it was taken note of.</summary>
    public Action<Observation>? Observed { get; init; }

    /// <param name="duration">Ends it; null for never.</param>
    /// <param name="stop">Ends it too.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">The broker refused, or was not reached in all of <paramref name="duration"/>.</exception>
    /// <exception cref="OutputClosedException">Nobody reads the output any more.</exception>
    public async Task<int> RunAsync(TimeSpan? duration, CancellationToken stop)
    {
        using CancellationTokenSource limit = new CancellationTokenSource(duration ?? Timeout.InfiniteTimeSpan, time);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        BrokerWatcher watcher = new BrokerWatcher(broker, topicFilter, time);
        DeviceTable devices = Web?.Table ?? new DeviceTable(time, Decoders);
        WatchSession session = new WatchSession(watcher.Events, () => watcher.Dropped, broker.Address, topicFilter, time, devices)
        {
            Web = Web,
            Gateway = Gateway,
            Observed = Observed,
        };
        if (Web is { } web)
        {
            web.Dropped = () => watcher.Dropped;
        }

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
            // Where nobody listens the reason is no news.
            string why = session.Connection is WatchEvent.Waiting { Reason: var reason and not ConnectFailure.Refused } ? reason : "is it running?";
            throw new CliException($"there was no connection to the broker at {broker.Address}: {why}");
        }

        return ExitCodes.Success;
    }
}
