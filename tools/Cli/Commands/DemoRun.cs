using SensorNet.Cli.Brokers;
using SensorNet.Cli.Devices;
using SensorNet.Cli.Messages;
using SensorNet.Cli.Nodes;
using SensorNet.Cli.Views;

namespace SensorNet.Cli.Commands;

/// <summary>Runs nodes and watches them; at the end the nodes stop first, so that their last words are still seen.</summary>
internal sealed class DemoRun(DemoFleet fleet, BrokerOptions broker, IWatchView view, TimeProvider time)
{
    /// <summary>How long the view waits for the last 'offline' after the nodes have stopped.</summary>
    private static readonly TimeSpan LastWordsMax = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> _names = [.. Enumerable.Range(0, fleet.Count).Select(fleet.NameOf)];
    private readonly HashSet<string> _offline = [];
    private readonly TaskCompletionSource _allOffline = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStopping;

    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">The broker refused, or a node ended by itself or did not end.</exception>
    public async Task<int> RunAsync(TimeSpan? duration, CancellationToken stop)
    {
        using var endView = new CancellationTokenSource();
        var watch = new WatchRun(broker, TopicFilter.Default, view, time) { Observed = Note };
        Task<int> watching = watch.RunAsync(duration: null, endView.Token);
        var nodes = new List<NodeHost>();
        bool allStopped = true;
        try
        {
            for (int i = 0; i < fleet.Count; i++)
            {
                nodes.Add(NodeHost.Start(fleet.PlanOf(i), time));
            }

            await WaitForEndAsync(nodes, watching, duration, stop).ConfigureAwait(false);
        }
        finally
        {
            allStopped = await StopNodesAsync(nodes).ConfigureAwait(false);
            if (!watching.IsCompleted)
            {
                await _allOffline.Task.WaitAsync(LastWordsMax, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await endView.CancelAsync().ConfigureAwait(false);
            await ((Task)watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        int exitCode = await watching.ConfigureAwait(false);
        return allStopped
            ? exitCode
            : throw new CliException($"not every node stopped within {Units.Duration(NodeHost.StopMax)}");
    }

    private async Task WaitForEndAsync(
        List<NodeHost> nodes, Task watching, TimeSpan? duration, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(duration ?? Timeout.InfiniteTimeSpan, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, ended.Token);
        Task first = await Task.WhenAny([watching, stopped, .. nodes.Select(node => node.Completion)]).ConfigureAwait(false);
        int endedNode = nodes.FindIndex(node => node.Completion == first);
        if (endedNode >= 0)
        {
            throw new CliException($"node {fleet.NameOf(endedNode)} ended by itself: {nodes[endedNode].EndReason}");
        }
    }

    private async Task<bool> StopNodesAsync(List<NodeHost> nodes)
    {
        lock (_offline)
        {
            _isStopping = true;
        }

        bool[] stopped = await Task.WhenAll(nodes.Select(node => node.StopAsync())).ConfigureAwait(false);
        nodes.ForEach(node => node.Dispose());
        return stopped.All(each => each);
    }

    /// <summary>Runs on the view's thread.</summary>
    private void Note(Observation observation)
    {
        if (observation.Kind != MessageKind.Status || observation.Device is not { } device || !_names.Contains(device.Name))
        {
            return;
        }

        lock (_offline)
        {
            _ = device.StatusKind == DeviceStatus.Offline ? _offline.Add(device.Name) : _offline.Remove(device.Name);
            if (_isStopping && _offline.Count == _names.Count)
            {
                _allOffline.TrySetResult();
            }
        }
    }
}
