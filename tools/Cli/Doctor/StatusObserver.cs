using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Doctor;

/// <summary>Sees what arrives on a status topic, and removes what is retained there afterwards.</summary>
internal sealed class StatusObserver : IDisposable
{
    /// <summary>How long a retained message may take after the subscription was acknowledged.</summary>
    private static readonly TimeSpan RetainedMax = TimeSpan.FromMilliseconds(500);

    private readonly BrokerOptions _broker;
    private readonly string _topic;
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly Lock _lock = new();
    private readonly HashSet<string> _seen = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StatusObserver(BrokerOptions broker, string topic)
    {
        _broker = broker;
        _topic = topic;
        _client.ApplicationMessageReceivedAsync += NoteAsync;
    }

    public bool IsSubscribed { get; private set; }

    /// <summary>What was retained when it subscribed; null for nothing.</summary>
    public string? Retained { get; private set; }

    public async Task<MqttClientConnectResultCode> ConnectAsync(CancellationToken stop)
    {
        MqttClientOptions options = ProbeOptions.Create(_broker, new BrokerConnection(_broker), MqttProtocolVersion.V500).Build();
        MqttClientConnectResult connected = await _client.ConnectAsync(options, stop).ConfigureAwait(false);
        if (connected.ResultCode != MqttClientConnectResultCode.Success)
        {
            return connected.ResultCode;
        }

        MqttClientSubscribeOptions subscribe = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(_topic, MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        MqttClientSubscribeResult result = await _client.SubscribeAsync(subscribe, stop).ConfigureAwait(false);
        IsSubscribed = result.Items.All(each => each.ResultCode <= MqttClientSubscribeResultCode.GrantedQoS2);
        if (IsSubscribed)
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(RetainedMax);
            await WaitAsync(() => Retained is not null, limit.Token).ConfigureAwait(false);
        }

        return connected.ResultCode;
    }

    /// <summary>
    /// Whether what is written to the topic can be read: a broker can grant a subscription and deliver nothing. An empty message that is not retained
    /// changes nothing there.
    /// </summary>
    public async Task<bool> CanReadAsync(CancellationToken stop)
    {
        if (!IsSubscribed)
        {
            return false;
        }

        MqttApplicationMessage nothing = new MqttApplicationMessageBuilder()
            .WithTopic(_topic)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build();
        await _client.PublishAsync(nothing, stop).ConfigureAwait(false);
        return await SeesAsync("", stop).ConfigureAwait(false);
    }

    /// <summary>Waits for a payload; false when it did not come within half of the time that the broker has for an answer.</summary>
    public async Task<bool> SeesAsync(string payload, CancellationToken stop)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_broker.Timeout / 2);
        return await WaitAsync(() => _seen.Contains(payload), limit.Token).ConfigureAwait(false);
    }

    /// <summary>Removes what is retained, and disconnects. [MQTT-3.3.1-10]: an empty payload removes it.</summary>
    public async Task ClearAsync(IEnumerable<string> topics, CancellationToken stop)
    {
        foreach (string topic in topics)
        {
            MqttApplicationMessage nothing = new MqttApplicationMessageBuilder()
                .WithTopic(topic)
                .WithRetainFlag()
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                .Build();
            await _client.PublishAsync(nothing, stop).ConfigureAwait(false);
        }

        await _client.TryDisconnectAsync().ConfigureAwait(false);
    }

    public void Dispose() => _client.Dispose();

    private Task NoteAsync(MqttApplicationMessageReceivedEventArgs received)
    {
        string payload = Encoding.UTF8.GetString(received.ApplicationMessage.Payload);
        TaskCompletionSource changed;
        lock (_lock)
        {
            _seen.Add(payload);
            Retained ??= received.ApplicationMessage.Retain ? payload : null;
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
        return Task.CompletedTask;
    }

    private async Task<bool> WaitAsync(Func<bool> condition, CancellationToken limit)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (condition())
                {
                    return true;
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
