namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>Takes everything, keeps the tokens for the test to answer.</summary>
internal sealed class NullBroker : IBroker, IBrokerAcknowledger, IClientConnections
{
    public int Token { get; private set; }

    public long Published { get; private set; }

    public long Acknowledged { get; private set; }

    public bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will) => true;

    public void Close(int connection, bool sendDisconnect)
    {
    }

    public bool Publish(
        int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain,
        int token)
    {
        Published++;
        Token = token;
        return true;
    }

    public bool Subscribe(int connection, byte[] filter, int qos, int token)
    {
        Token = token;
        return true;
    }

    public bool Unsubscribe(int connection, byte[] filter, int token)
    {
        Token = token;
        return true;
    }

    public void Acknowledge(int connection, int ackToken) => Acknowledged++;
}
