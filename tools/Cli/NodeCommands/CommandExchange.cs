using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Protocol;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;
using SensorNet.Device;

namespace SensorNet.Cli.NodeCommands;

/// <summary>Sends one command to a node and takes its answers.</summary>
internal sealed class CommandExchange : IDisposable
{
    /// <summary>What a node may take for its restart besides the time for which it tries settings.</summary>
    private static readonly TimeSpan RestartMax = TimeSpan.FromMinutes(1);

    /// <summary>When somebody floods the topic of answers, further ones are dropped.</summary>
    private const int AnswersMax = 64;

    private readonly BrokerOptions _broker;
    private readonly NodeTopics _topics;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<JsonObject> _answers =
        Channel.CreateBounded<JsonObject>(new BoundedChannelOptions(AnswersMax) { FullMode = BoundedChannelFullMode.DropWrite });

    public CommandExchange(BrokerOptions broker, NodeTopics topics)
    {
        _broker = broker;
        _topics = topics;
        _client.ApplicationMessageReceivedAsync += NoteAsync;
        _client.DisconnectedAsync += gone =>
        {
            string reason = ConnectFailure.DescribeLoss(gone.Exception);
            _answers.Writer.TryComplete(new CliException($"the connection to the broker at {broker.Address} was lost: {reason}"));
            return Task.CompletedTask;
        };
    }

    /// <summary>Called with an answer that says that settings are tried.</summary>
    public Action<JsonObject>? Tried { get; init; }

    /// <param name="command">The command, with its id.</param>
    /// <param name="timeout">How long an answer is waited for.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The answer that says <c>ok</c>.</returns>
    /// <exception cref="CliException">There is no broker, or no answer.</exception>
    public async Task<JsonObject> RunAsync(JsonObject command, TimeSpan timeout, CancellationToken stop)
    {
        await ConnectAsync(stop).ConfigureAwait(false);
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(_topics.Commands.Value)
            .WithPayload(command.ToJsonString())
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        await _client.PublishAsync(message, stop).ConfigureAwait(false);
        JsonObject answer = await AnswerToAsync(command["id"]!, timeout, stop).ConfigureAwait(false);
        while (!answer.ContainsKey("ok"))
        {
            Tried?.Invoke(answer);
            TimeSpan tried = answer["tryingSeconds"] is JsonValue value && value.TryGetValue(out int seconds)
                ? TimeSpan.FromSeconds(seconds)
                : timeout;
            answer = await AnswerToAsync(command["id"]!, tried + RestartMax, stop).ConfigureAwait(false);
        }

        return answer;
    }

    public void Dispose() => _client.Dispose();

    private async Task<JsonObject> AnswerToAsync(JsonNode id, TimeSpan timeout, CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        try
        {
            while (true)
            {
                JsonObject answer = await _answers.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
                if (JsonNode.DeepEquals(answer["id"], id))
                {
                    return answer;
                }
            }
        }
        catch (ChannelClosedException closed) when (closed.InnerException is CliException lost)
        {
            throw lost;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CliException(
                $"no answer on {_topics.Responses.Value} within {timeout.TotalSeconds:0} s: is the node online, and its setting 'commands' true? "
                + "A node that sleeps answers when it wakes up: give it that time with --timeout");
        }
    }

    private async Task ConnectAsync(CancellationToken stop)
    {
        BrokerConnection connection = new BrokerConnection(_broker);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_broker.Timeout);
        try
        {
            MqttClientConnectResult result =
                await _client.ConnectAsync(WatchClientOptions.Build(_broker, connection), limit.Token).ConfigureAwait(false);
            connection.IsAnswered = true;
            ConnectFailure.ThrowIfRefused(result, _broker);
            MqttClientSubscribeOptions subscribe = new MqttClientSubscribeOptionsBuilder()
                .WithTopicFilter(_topics.Responses.Value, MqttQualityOfServiceLevel.AtLeastOnce)
                .Build();
            ConnectFailure.ThrowIfRefused(await _client.SubscribeAsync(subscribe, limit.Token).ConfigureAwait(false), _topics.Responses.Value);
        }
        catch (BrokerRefusedException refused)
        {
            throw new CliException(refused.Message);
        }
        catch (Exception failure) when (ConnectFailure.IsOne(failure) && !stop.IsCancellationRequested)
        {
            throw new CliException(
                $"there was no connection to the broker at {_broker.Address}: {ConnectFailure.Describe(failure, connection, _broker)}");
        }
    }

    private Task NoteAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        try
        {
            if (JsonNode.Parse(received.ApplicationMessage.ConvertPayloadToString() ?? "") is JsonObject answer)
            {
                _answers.Writer.TryWrite(answer);
            }
        }
        catch (JsonException)
        {
            // What is no JSON is no node's answer: it is not waited for.
        }

        return Task.CompletedTask;
    }
}
