using SensorNet.WebView.Commands;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Tests.Commands;

/// <summary>Nodes that answer when the test says so.</summary>
internal sealed class HeldCommands : INodeCommands
{
    private readonly TaskCompletionSource<CommandOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<string> Sent { get; } = [];

    /// <summary>What is wrong with all commands; null for nothing.</summary>
    public string? Problem { get; set; }

    public string? ProblemOf(PageCommand command) => Problem;

    public void Answer(CommandOutcome outcome) => _answer.SetResult(outcome);

    public void Fail(Exception failure) => _answer.SetException(failure);

    public Task<CommandOutcome> SendAsync(DeviceKey device, PageCommand command, CancellationToken cancellation)
    {
        Sent.Add($"{device.Id} {command.Word} {string.Join(' ', command.Arguments)}".TrimEnd());
        return _answer.Task;
    }
}
