using SensorNet.Cli.Brokers;
using SensorNet.Readings.Devices;
using SensorNet.Cli.Hosting;
using SensorNet.Readings.Messages;
using SensorNet.Cli.Nodes;
using SensorNet.Cli.Views;
using SensorNet.Cli.Web;
using SensorNet.Readings.Wording;

namespace SensorNet.Cli.Commands;

/// <summary>Runs nodes and watches them; at the end the nodes stop first, so that their last words are still seen.</summary>
internal sealed class DemoRun(DemoFleet fleet, ConstrainedFleet constrained, BrokerOptions broker, IWatchView view, TimeProvider time)
{
    /// <summary>How long the view waits for the last 'offline' after the nodes have stopped.</summary>
    private static readonly TimeSpan LastWordsMax = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan GatewayReadyMax = TimeSpan.FromSeconds(10);

    /// <summary>The web view, which shows it too; null for none.</summary>
    public WebFeed? Web { get; init; }

    private readonly string[] _names =
        [.. Enumerable.Range(0, fleet.Count).Select(fleet.NameOf), .. Enumerable.Range(0, constrained.Count).Select(constrained.NameOf)];

    private readonly HashSet<string> _offline = [];
    private readonly TaskCompletionSource _allOffline = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isStopping;

    /// <returns>The exit code.</returns>
    /// <exception cref="CliException">The broker refused, or a node ended by itself or did not end.</exception>
    public async Task<int> RunAsync(TimeSpan? duration, CancellationToken stop)
    {
        using CancellationTokenSource endView = new CancellationTokenSource();
        WatchRun watch = new WatchRun(broker, TopicFilter.Default, view, time) { Gateway = constrained.Gateway, Observed = Note, Web = Web };
        Task<int> watching = watch.RunAsync(duration: null, endView.Token);
        List<NodeHost> nodes = new List<NodeHost>();
        NodeHost? gateway = null;
        bool allStopped = true;
        try
        {
            gateway = constrained.Count > 0 ? NodeHost.Start(constrained.GatewayPlan, time) : null;
            nodes.AddRange(Enumerable.Range(0, fleet.Count).Select(i => NodeHost.Start(fleet.PlanOf(i), time)));
            if (gateway is not null)
            {
                // A gateway that finds no broker is no reason to wait for ever: its nodes then say what they miss.
                await constrained.GatewayReady.WaitAsync(GatewayReadyMax, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            nodes.AddRange(Enumerable.Range(0, constrained.Count).Select(i => NodeHost.Start(constrained.PlanOf(i), time)));
            await WaitForEndAsync(nodes, gateway, watching, duration, stop).ConfigureAwait(false);
        }
        finally
        {
            allStopped = await StopNodesAsync(nodes, gateway).ConfigureAwait(false);
            if (!watching.IsCompleted)
            {
                await _allOffline.Task.WaitAsync(LastWordsMax, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        List<NodeHost> nodes, NodeHost? gateway, Task watching, TimeSpan? duration, CancellationToken stop)
    {
        using CancellationTokenSource limit = new CancellationTokenSource(duration ?? Timeout.InfiniteTimeSpan, time);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        Task stopped = Task.Delay(Timeout.InfiniteTimeSpan, ended.Token);
        Task gatewayEnded = gateway?.Completion ?? stopped;
        Task first = await Task.WhenAny([watching, stopped, gatewayEnded, .. nodes.Select(node => node.Completion)]).ConfigureAwait(false);
        int endedNode = nodes.FindIndex(node => node.Completion == first);
        if (endedNode >= 0)
        {
            throw new CliException($"node {_names[endedNode]} ended by itself: {nodes[endedNode].EndReason}");
        }

        if (gateway is not null && first == gatewayEnded)
        {
            throw new CliException($"the gateway ended by itself: {gateway.EndReason}");
        }
    }

    private async Task<bool> StopNodesAsync(List<NodeHost> nodes, NodeHost? gateway)
    {
        lock (_offline)
        {
            _isStopping = true;
        }

        bool[] stopped = await Task.WhenAll(nodes.Select(node => node.StopAsync())).ConfigureAwait(false);
        nodes.ForEach(node => node.Dispose());

        // The last words of the nodes behind it go through the gateway.
        bool gatewayStopped = gateway is null || await gateway.StopAsync().ConfigureAwait(false);
        gateway?.Dispose();
        return gatewayStopped && stopped.All(each => each);
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
            if (_isStopping && _offline.Count == _names.Length)
            {
                _allOffline.TrySetResult();
            }
        }
    }
}
