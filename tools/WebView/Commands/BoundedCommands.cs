using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Commands;

/// <summary>One command at a time for a node and a few in all, to nodes that are known, each with a line in the log.</summary>
public sealed class BoundedCommands(INodeCommands sender, LiveReadings live) : INodeCommands
{
    /// <summary>Commands at once.</summary>
    public const int CommandsMax = 4;

    private readonly HashSet<DeviceKey> _busy = [];

    /// <inheritdoc/>
    public string? ProblemOf(PageCommand command) => command.Problem ?? sender.ProblemOf(command);

    /// <inheritdoc/>
    public async Task<CommandOutcome> SendAsync(DeviceKey device, PageCommand command, CancellationToken cancellation)
    {
        if ((ProblemOf(command) ?? Begin(device)) is { } refusal)
        {
            return CommandOutcome.Failed(refusal);
        }

        string what = SafeText.Escape(command.Summary, DeviceState.TextCharsMax);
        try
        {
            live.NoteCommand(device, $"command '{what}' sent from the web view");
            CommandOutcome outcome = await sender.SendAsync(device, command, cancellation).ConfigureAwait(false);
            string reason = outcome.Lines.Count > 0 ? outcome.Lines[0] : "";
            live.NoteCommand(device, outcome.IsDone ? $"command '{what}' done" : $"command '{what}' failed: {reason}");
            return outcome;
        }
        finally
        {
            lock (_busy)
            {
                _busy.Remove(device);
            }
        }
    }

    private string? Begin(DeviceKey device)
    {
        if (live.Details(device) is not { } known)
        {
            return "there is no such device";
        }

        if (!known.Row.TakesCommands)
        {
            return $"{known.Row.Name} is no node of this project: it takes no commands";
        }

        lock (_busy)
        {
            if (_busy.Contains(device))
            {
                return $"{known.Row.Name} has a command to answer already";
            }

            if (_busy.Count == CommandsMax)
            {
                return $"{CommandsMax} commands wait for their answers already: try again in a moment";
            }

            _busy.Add(device);
            return null;
        }
    }
}
