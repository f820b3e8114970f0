using SensorNet.MqttSn.Gateway;

namespace SensorNet.Benchmarks.StateMachine;

/// <summary>A broker that takes everything and remembers the last token.</summary>
internal sealed class NullBroker : IBroker
{
    public long Published { get; private set; }

    public int LastToken { get; private set; }

    public bool Publish(
        int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain,
        int token)
    {
        Published++;
        LastToken = token;
        return true;
    }

    public bool Subscribe(int connection, byte[] filter, int qos, int token)
    {
        LastToken = token;
        return true;
    }

    public bool Unsubscribe(int connection, byte[] filter, int token)
    {
        LastToken = token;
        return true;
    }
}
