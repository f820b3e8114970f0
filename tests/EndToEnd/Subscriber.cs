using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using MQTTnet;
using MQTTnet.Protocol;

namespace SensorNet.EndToEnd.Tests;

/// <summary>Someone else's client that subscribes and keeps what it gets.</summary>
internal sealed class Subscriber : IDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentQueue<ReceivedMessage> _messages = new();

    private Subscriber()
    {
    }

    public IReadOnlyList<ReceivedMessage> Messages => [.. _messages];

    public static async Task<Subscriber> StartAsync(MosquittoBroker broker, string filter = "#", string? user = null, string? password = null)
    {
        var subscriber = new Subscriber();
        subscriber._client.ApplicationMessageReceivedAsync += subscriber.NoteAsync;
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port);
        if (user is not null)
        {
            options.WithCredentials(user, password);
        }

        await subscriber._client.ConnectAsync(options.Build());
        await subscriber._client.SubscribeAsync(filter, MqttQualityOfServiceLevel.ExactlyOnce);
        return subscriber;
    }

    public IReadOnlyList<ReceivedMessage> On(string topic) => [.. _messages.Where(message => message.Topic == topic)];

    public bool Has(string topic, string payload) => _messages.Any(message => message.Topic == topic && message.Payload == payload);

    /// <summary>Waits for a message and returns how long it took to come.</summary>
    public Task<TimeSpan> WaitForAsync(string topic, string payload, TimeSpan? atMost = null, Func<string>? details = null) =>
        Wait.UntilAsync(() => Has(topic, payload), $"{topic} says {payload}", atMost, details);

    public void Dispose() => _client.Dispose();

    private Task NoteAsync(MqttApplicationMessageReceivedEventArgs e)
    {
        var message = e.ApplicationMessage;
        _messages.Enqueue(new ReceivedMessage(
            message.Topic,
            Encoding.UTF8.GetString(message.Payload.ToArray()),
            message.QualityOfServiceLevel,
            message.Retain,
            Stopwatch.GetTimestamp()));
        return Task.CompletedTask;
    }
}
