using System.Text;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// Reads what the broker retains on a topic, over a connection of its own: on the gateway's it would meddle with the clients' subscriptions.
/// </summary>
internal sealed class RetainedProbe : IMqttListener
{
    /// <summary>How long a retained message may take after SUBACK, in milliseconds: Mosquitto sends it right behind.</summary>
    private const int RetainedWaitMs = 2_000;

    private const int RequestToken = 1;

    private readonly MqttConnection _connection;
    private readonly ILoop _loop;
    private readonly string _topic;
    private readonly byte[] _topicOctets;
    private long _emptyAtMs = long.MaxValue;

    public RetainedProbe(MqttOptions options, PacketFactory factory, BrokerChoice brokers, ILoop loop, string topic)
    {
        _loop = loop;
        _topic = topic;
        _topicOctets = Encoding.UTF8.GetBytes(topic);
        _connection = new MqttConnection(options, factory, brokers, this, loop);
        _connection.Open();
    }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether it could not ask: no connection.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>What is retained; null where nothing is, or the broker does not let it be read.</summary>
    public string? Found { get; private set; }

    /// <summary>Looks at the time.</summary>
    public void OnTime()
    {
        if (_loop.NowMs >= _emptyAtMs)
        {
            End(null);
        }
    }

    public void Close()
    {
        IsDone = true;
        _connection.Close();
    }

    public void Connected(MqttConnection connection, bool sessionPresent) => connection.TrySubscribe(_topic, 0, 0, RequestToken);

    public void Disconnected(MqttConnection connection, string reason, int refusal)
    {
        IsDone = true;
        HasFailed = true;
    }

    public void Received(MqttConnection connection, in ReceivedPublish message)
    {
        if (message.Retain && message.Topic.AsSpan().SequenceEqual(_topicOctets))
        {
            End(Encoding.UTF8.GetString(message.Data));
        }
    }

    public void Oversized(MqttConnection connection)
    {
        // Not the marker.
    }

    public void Published(MqttConnection connection, int token, int reasonCode)
    {
        // It publishes nothing.
    }

    public void Subscribed(MqttConnection connection, int token, int reasonCode) =>
        _emptyAtMs = reasonCode >= ReasonCodes.Errors ? _loop.NowMs : Math.Min(_emptyAtMs, _loop.NowMs + RetainedWaitMs);

    public void Unsubscribed(MqttConnection connection, int token)
    {
        // It is not asked for.
    }

    // The connection is closed by the owner, who is not within one of its calls.
    private void End(string? found)
    {
        Found = found;
        IsDone = true;
        _emptyAtMs = long.MaxValue;
    }
}
