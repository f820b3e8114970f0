using System.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Cli.Tests.Sn.Support;

/// <summary>A broker in memory for one aggregating gateway: filters are names, or end with #.</summary>
internal sealed class LoopbackBroker : IBroker
{
    private readonly Queue<Action<MqttSnGateway, long>> _answers = new();
    private readonly HashSet<string> _filters = [];
    private readonly Dictionary<string, byte[]> _retained = [];

    /// <summary>Tells the gateway what has happened since the last call.</summary>
    public void Deliver(MqttSnGateway gateway, long nowMs)
    {
        while (_answers.TryDequeue(out Action<MqttSnGateway, long>? answer))
        {
            answer(gateway, nowMs);
        }
    }

    public bool Publish(
        int connection,
        byte[] topic,
        int topicOffset,
        int topicLength,
        byte[] payload,
        int payloadOffset,
        int payloadLength,
        int qos,
        bool retain,
        int token)
    {
        string name = Encoding.UTF8.GetString(topic, topicOffset, topicLength);
        byte[] data = payload.AsSpan(payloadOffset, payloadLength).ToArray();
        if (retain)
        {
            _retained[name] = data;
        }

        if (_filters.Any(filter => Matches(filter, name)))
        {
            Send(name, data, qos, retained: false);
        }

        if (token != 0)
        {
            _answers.Enqueue((gateway, nowMs) => gateway.OnBrokerPublished(nowMs, token, success: true));
        }

        return true;
    }

    public bool Subscribe(int connection, byte[] filter, int qos, int token)
    {
        string text = Encoding.UTF8.GetString(filter);
        _filters.Add(text);
        _answers.Enqueue((gateway, nowMs) => gateway.OnBrokerSubscribed(nowMs, token, qos));
        foreach ((string name, byte[] data) in _retained.Where(kept => Matches(text, kept.Key)))
        {
            Send(name, data, qos, retained: true);
        }

        return true;
    }

    public bool Unsubscribe(int connection, byte[] filter, int token)
    {
        _filters.Remove(Encoding.UTF8.GetString(filter));
        _answers.Enqueue((gateway, nowMs) => gateway.OnBrokerUnsubscribed(nowMs, token));
        return true;
    }

    private static bool Matches(string filter, string name) =>
        filter == name || (filter.EndsWith('#') && name.StartsWith(filter[..^1], StringComparison.Ordinal));

    private void Send(string name, byte[] data, int qos, bool retained)
    {
        byte[] topic = Encoding.UTF8.GetBytes(name);
        _answers.Enqueue((gateway, nowMs) => gateway.OnBrokerMessage(
            nowMs, MqttSnGateway.OwnConnection, topic, 0, topic.Length, data, 0, data.Length, qos, retained, ackToken: 0));
    }
}
