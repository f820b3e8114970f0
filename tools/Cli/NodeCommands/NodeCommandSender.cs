using System.Text.Json.Nodes;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;
using SensorNet.Device;
using SensorNet.Readings.Messages;
using SensorNet.WebView.Commands;
using SensorNet.WebView.Live;

namespace SensorNet.Cli.NodeCommands;

/// <summary>Sends what a page has a node do, each over a connection of its own.</summary>
internal sealed class NodeCommandSender(BrokerOptions broker) : INodeCommands
{
    /// <summary>Lines of an answer that are shown; a node has fewer settings.</summary>
    private const int LinesMax = 256;

    private const int LineCharsMax = 512;

    /// <summary>A node that sleeps is not waited for.</summary>
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string? ProblemOf(PageCommand command)
    {
        try
        {
            _ = Parse(command);
            return null;
        }
        catch (CliException wrong)
        {
            return SafeText.Escape(wrong.Message, LineCharsMax);
        }
    }

    /// <inheritdoc/>
    public async Task<CommandOutcome> SendAsync(DeviceKey device, PageCommand command, CancellationToken cancellation)
    {
        try
        {
            JsonObject json = Parse(command);
            using CommandExchange exchange = new CommandExchange(broker, TopicsOf(device));
            JsonObject answer = await exchange.RunAsync(json, AnswerMax, cancellation).ConfigureAwait(false);
            return new CommandOutcome(CommandAnswer.IsDone(answer), [.. CommandAnswer.Lines(answer).SelectMany(Split).Take(LinesMax)]);
        }
        catch (CliException failed)
        {
            return CommandOutcome.Failed(SafeText.Escape(failed.Message, LineCharsMax));
        }
        catch (Exception ended) when (cancellation.IsCancellationRequested && ConnectFailure.IsOne(ended))
        {
            return CommandOutcome.Failed("the answer was not waited for");
        }
    }

    private static JsonObject Parse(PageCommand command) => CommandWords.Parse([command.Word, .. command.Arguments], CommandWords.NewId());

    private static NodeTopics TopicsOf(DeviceKey device)
    {
        try
        {
            return new NodeTopics(device.Root, device.Id);
        }
        catch (ArgumentException wrong)
        {
            throw new CliException($"'{device.Id}' is no device id: {wrong.Message}");
        }
    }

    private static IEnumerable<string> Split(string text) => text.Split('\n').Select(line => SafeText.Escape(line, LineCharsMax));
}
