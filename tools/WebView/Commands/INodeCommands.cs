using SensorNet.WebView.Live;

namespace SensorNet.WebView.Commands;

/// <summary>Sends commands to nodes. It is there only where whoever runs this has allowed it.</summary>
public interface INodeCommands
{
    /// <summary>Why a command cannot be sent, whatever the node is, safe to show; it may quote the command. Null where it can be.</summary>
    string? ProblemOf(PageCommand command) => command.Problem;

    /// <summary>Sends one and waits for its answer; what goes wrong is the outcome.</summary>
    /// <param name="device">A node of this project.</param>
    /// <param name="command">What it is to do.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    Task<CommandOutcome> SendAsync(DeviceKey device, PageCommand command, CancellationToken cancellation);
}
