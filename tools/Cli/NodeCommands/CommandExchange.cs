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

    /// <summary>A node tries settings for 5 minutes; who says more is not waited for.</summary>
    private static readonly TimeSpan TriedMax = TimeSpan.FromMinutes(10);

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
        BrokerConnection connection = await ConnectAsync(stop).ConfigureAwait(false);
        await PublishAsync(command, connection, stop).ConfigureAwait(false);
        JsonNode id = command["id"]!;
        JsonObject answer = await AnswerToAsync(answer => JsonNode.DeepEquals(answer["id"], id), timeout, stop).ConfigureAwait(false);
        if (IsLast(answer))
        {
            return answer;
        }

        Tried?.Invoke(answer);
        return await AnswerToAsync(last => JsonNode.DeepEquals(last["id"], id) && IsLast(last), TriedFor(answer) + RestartMax, stop)
            .ConfigureAwait(false);
    }

    /// <summary>For how long a node tries settings, by its answer; however that reads, neither less than nothing nor for ever.</summary>
    internal static TimeSpan TriedFor(JsonObject answer) =>
        answer["tryingSeconds"] is JsonValue value && value.TryGetValue(out int seconds)
            ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, (int)TriedMax.TotalSeconds))
            : TimeSpan.Zero;

    public void Dispose() => _client.Dispose();

    private static bool IsLast(JsonObject answer) => answer.ContainsKey("ok");

    private async Task PublishAsync(JsonObject command, BrokerConnection connection, CancellationToken stop)
    {
        MqttApplicationMessage message = new MqttApplicationMessageBuilder()
            .WithTopic(_topics.Commands.Value)
            .WithPayload(command.ToJsonString())
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_broker.Timeout);
        try
        {
            await _client.PublishAsync(message, limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (ConnectFailure.IsOne(failure) && !stop.IsCancellationRequested)
        {
            throw new CliException(
                $"the broker at {_broker.Address} did not take the command: {ConnectFailure.Describe(failure, connection, _broker)}");
        }
    }

    private async Task<JsonObject> AnswerToAsync(Func<JsonObject, bool> isIt, TimeSpan timeout, CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        try
        {
            while (true)
            {
                JsonObject answer = await _answers.Reader.ReadAsync(limit.Token).ConfigureAwait(false);
                if (isIt(answer))
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

    private async Task<BrokerConnection> ConnectAsync(CancellationToken stop)
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
            return connection;
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
            if (JsonNode.Parse(received.ApplicationMessage.ConvertPayloadToString() ?? "") is JsonObject answer && CommandAnswer.IsReadable(answer))
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
