using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Brokers;

/// <summary>What a <see cref="BrokerWatcher"/> tells its reader.</summary>
internal abstract record WatchEvent
{
    private WatchEvent()
    {
    }

    public sealed record Message(WatchedMessage Received) : WatchEvent;

    /// <param name="Again">False the first time.</param>
    public sealed record Connected(bool Again) : WatchEvent;

    /// <summary>There is no connection; the next attempt follows by itself.</summary>
    /// <param name="WasConnected">True when a connection was lost, false when an attempt failed.</param>
    /// <param name="Reason">Safe to show.</param>
    /// <param name="Failures">Attempts that failed, and connections that did not last, in a row.</param>
    /// <param name="RetryIn">The wait before the next attempt.</param>
    public sealed record Waiting(bool WasConnected, string Reason, int Failures, TimeSpan RetryIn) : WatchEvent;
}
