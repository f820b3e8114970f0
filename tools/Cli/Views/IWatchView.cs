namespace SensorNet.Cli.Views;

/// <summary>Shows a session.</summary>
internal interface IWatchView
{
    /// <summary>Runs until cancelled (which is no error) or until the session's events end, with their error if they have one.</summary>
    Task RunAsync(WatchSession session, CancellationToken cancellation);
}
