using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using MQTTnet.Protocol;

namespace SensorNet.EndToEnd.Tests;

/// <summary>Somebody who subscribes and keeps what comes: <c>mosquitto_sub</c>, which also connects again by itself.</summary>
internal sealed class Subscriber : IDisposable
{
    private const string Mark = ">\t";
    private const int PayloadField = 3;

    private static int _count;

    private readonly ConcurrentQueue<ReceivedMessage> _messages = new();
    private readonly ChildProcess _program;

    private Subscriber(string[] arguments)
    {
        _program = new ChildProcess(Programs.Find("mosquitto_sub"), Note, arguments);
    }

    public IReadOnlyList<ReceivedMessage> Messages => [.. _messages];

    /// <summary>Starts one, and waits until the broker has its subscription.</summary>
    public static async Task<Subscriber> StartAsync(MosquittoBroker broker, string filter = "#", string? user = null, string? password = null)
    {
        string id = $"subscriber-{Interlocked.Increment(ref _count)}";
        string[] account = user is null ? [] : ["-u", user, "-P", password!];
        Subscriber subscriber = new Subscriber(
            ["-h", "127.0.0.1", "-p", $"{broker.Port}", "-i", id, "-t", filter, "-q", "2", "-F", Mark + @"%q\t%r\t%t\t%p", .. account]);
        await Wait.UntilAsync(
            () => broker.Says($"{id} 2 {filter}"), $"mosquitto_sub has subscribed to {filter}", details: () => subscriber._program.Output);
        return subscriber;
    }

    public IReadOnlyList<ReceivedMessage> On(string topic) => [.. _messages.Where(message => message.Topic == topic)];

    public bool Has(string topic, string payload) => _messages.Any(message => message.Topic == topic && message.Payload == payload);

    /// <summary>Waits for a message and returns how long it took to come.</summary>
    public Task<TimeSpan> WaitForAsync(string topic, string payload, TimeSpan? atMost = null, Func<string>? details = null) =>
        Wait.UntilAsync(() => Has(topic, payload), $"{topic} says {payload}", atMost, details);

    public void Dispose() => _program.Dispose();

    private void Note(string line)
    {
        if (line.StartsWith(Mark, StringComparison.Ordinal))
        {
            string[] fields = line[Mark.Length..].Split('\t', PayloadField + 1);
            MqttQualityOfServiceLevel qos = (MqttQualityOfServiceLevel)int.Parse(fields[0], CultureInfo.InvariantCulture);
            _messages.Enqueue(new ReceivedMessage(fields[2], fields[PayloadField], qos, fields[1] == "1", Stopwatch.GetTimestamp()));
        }
    }
}
