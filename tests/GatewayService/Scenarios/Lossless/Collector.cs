using System.Collections.Concurrent;
using System.Globalization;
using MQTTnet;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Tests.Scenarios.Lossless;

/// <summary>
/// Subscribers at QoS 2 that acknowledge at once, one a group of the crowd's topics: no queue that Mosquitto has for one of them holds the messages
/// of all.
/// </summary>
internal sealed class Collector : IDisposable
{
    private readonly List<IMqttClient> _clients = [];
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _messages = new();
    private int _count;

    /// <summary>Messages that have come, of all topics.</summary>
    public int Count => Volatile.Read(ref _count);

    public static async Task<Collector> StartAsync(MosquittoBroker broker)
    {
        Collector collector = new Collector();
        for (int group = 0; group < SnCrowd.Groups; group++)
        {
            IMqttClient client = new MqttClientFactory().CreateMqttClient();
            collector._clients.Add(client);
            client.ApplicationMessageReceivedAsync += collector.NoteAsync;
            await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).WithCleanSession().Build());
            await client.SubscribeAsync(
                string.Create(CultureInfo.InvariantCulture, $"crowd/{group}/#"), MqttQualityOfServiceLevel.ExactlyOnce);
        }

        return collector;
    }

    public string[] On(string topic) => _messages.TryGetValue(topic, out ConcurrentQueue<string>? payloads) ? [.. payloads] : [];

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private Task NoteAsync(MqttApplicationMessageReceivedEventArgs arguments)
    {
        MqttApplicationMessage message = arguments.ApplicationMessage;
        _messages.GetOrAdd(message.Topic, _ => new ConcurrentQueue<string>()).Enqueue(message.ConvertPayloadToString());
        Interlocked.Increment(ref _count);
        return Task.CompletedTask;
    }
}
