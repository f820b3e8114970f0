using System.Buffers;
using System.Threading.Channels;
using MQTTnet;
using SensorNet.Readings.Messages;
using SensorNet.Links;

namespace SensorNet.Cli.Brokers;

/// <summary>
/// Follows topics of a broker for as long as it runs: connects, subscribes, hands over what arrives, and connects
/// again with growing waits whenever the connection is lost.
/// </summary>
internal sealed class BrokerWatcher
{
    /// <summary>When the reader is slower than the broker, the oldest of so many events give way and are counted.</summary>
    public const int QueuedEventsMax = 10_000;

    private readonly BrokerOptions _options;
    private readonly string _topicFilter;
    private readonly TimeProvider _time;
    private readonly Channel<WatchEvent> _events;
    private readonly Backoff _backoff;
    private readonly long _startedAt;
    private readonly Lock _writing = new();
    private WatchEvent? _connection;
    private long _dropped;

    public BrokerWatcher(BrokerOptions options, string topicFilter, TimeProvider time)
    {
        _options = options;
        _topicFilter = topicFilter;
        _time = time;
        _startedAt = time.GetTimestamp();
        _backoff = new Backoff(Random.Shared, (int)options.BackoffFirst.TotalMilliseconds, (int)options.BackoffMax.TotalMilliseconds);
        BoundedChannelOptions bounded = new BoundedChannelOptions(QueuedEventsMax)
        {
            FullMode = BoundedChannelFullMode.DropOldest,
            SingleReader = true,
        };
        _events = Channel.CreateBounded<WatchEvent>(bounded, NoteDropped);
    }

    /// <summary>Completed when <see cref="RunAsync"/> has ended, with its error if it had one.</summary>
    public ChannelReader<WatchEvent> Events => _events.Reader;

    public long Dropped => Interlocked.Read(ref _dropped);

    private long NowMs => (long)_time.GetElapsedTime(_startedAt).TotalMilliseconds;

    /// <summary>Runs until cancelled; ends by itself only when the broker refuses for good.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await ConnectForeverAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            _events.Writer.TryComplete();
        }
        catch (BrokerRefusedException refused)
        {
            _events.Writer.TryComplete(refused);
        }
    }

    private async Task ConnectForeverAsync(CancellationToken cancellation)
    {
        bool connectedBefore = false;
        while (true)
        {
            bool connected = false;
            string reason;
            BrokerConnection connection = new BrokerConnection(_options);
            try
            {
                // A client for each attempt: nothing of a failed one lingers.
                using IMqttClient client = new MqttClientFactory().CreateMqttClient();
                Task<string> lost = WatchForLoss(client);
                await ConnectAsync(client, connection, cancellation).ConfigureAwait(false);
                connected = true;
                _backoff.Connected(NowMs);
                NoteConnection(new WatchEvent.Connected(Again: connectedBefore));
                connectedBefore = true;
                reason = await WaitForLossAsync(client, lost, cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (ConnectFailure.IsOne(failure))
            {
                // A stop in the middle of connecting comes as any of them.
                cancellation.ThrowIfCancellationRequested();
                reason = ConnectFailure.Describe(failure, connection, _options);
            }

            // A connection that ends at once is a failure too: only one that has lasted begins the waits anew.
            _backoff.Ended(NowMs);
            TimeSpan delay = TimeSpan.FromMilliseconds(_backoff.NextMs());
            NoteConnection(new WatchEvent.Waiting(connected, reason, _backoff.Failures, delay));
            await Task.Delay(delay, _time, cancellation).ConfigureAwait(false);
        }
    }

    private static Task<string> WatchForLoss(IMqttClient client)
    {
        TaskCompletionSource<string> lost = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        client.DisconnectedAsync += gone =>
        {
            lost.TrySetResult(ConnectFailure.DescribeLoss(gone.Exception));
            return Task.CompletedTask;
        };
        return lost.Task;
    }

    private static async Task<string> WaitForLossAsync(
        IMqttClient client, Task<string> lost, CancellationToken cancellation)
    {
        try
        {
            return await lost.WaitAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await client.TryDisconnectAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ConnectAsync(IMqttClient client, BrokerConnection connection, CancellationToken cancellation)
    {
        client.ApplicationMessageReceivedAsync += Receive;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        MqttClientConnectResult result =
            await client.ConnectAsync(WatchClientOptions.Build(_options, connection), limit.Token).ConfigureAwait(false);
        connection.IsAnswered = true;
        ConnectFailure.ThrowIfRefused(result, _options);

        MqttClientSubscribeOptions subscribe = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(_topicFilter, MQTTnet.Protocol.MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        MqttClientSubscribeResult subscribed =
            await client.SubscribeAsync(subscribe, limit.Token).ConfigureAwait(false);
        ConnectFailure.ThrowIfRefused(subscribed, _topicFilter);
    }

    private void NoteConnection(WatchEvent change)
    {
        lock (_writing)
        {
            _connection = change;
            _events.Writer.TryWrite(change);
        }
    }

    /// <summary>The state of the connection is not lost in a flood of messages: it goes to the end, where a further message makes room.</summary>
    private void NoteDropped(WatchEvent dropped)
    {
        if (dropped is WatchEvent.Message)
        {
            Interlocked.Increment(ref _dropped);
        }
        else if (ReferenceEquals(dropped, _connection))
        {
            _events.Writer.TryWrite(dropped);
        }
    }

    private Task Receive(MqttApplicationMessageReceivedEventArgs received)
    {
        MqttApplicationMessage message = received.ApplicationMessage;
        ReadOnlySequence<byte> payload = message.Payload;
        byte[] kept = payload.Slice(0, Math.Min(payload.Length, WatchedMessage.PayloadBytesMax)).ToArray();
        WatchedMessage taken = new WatchedMessage(
            message.Topic,
            kept,
            payload.Length,
            message.Retain,
            (int)message.QualityOfServiceLevel,
            _time.GetUtcNow(),
            _time.GetTimestamp());
        lock (_writing)
        {
            _events.Writer.TryWrite(new WatchEvent.Message(taken));
        }

        return Task.CompletedTask;
    }
}
