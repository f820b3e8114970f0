using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Persistence;

/// <summary>A network and a broker that take everything and say nothing.</summary>
internal sealed class NullWorld : IDatagramSender, IBroker, IBrokerAcknowledger, IClientConnections
{
    public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
    {
        // Lost.
    }

    public void Broadcast(int radius, byte[] buffer, int offset, int length)
    {
        // Lost.
    }

    public bool Publish(
        int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain,
        int token) => true;

    public bool Subscribe(int connection, byte[] filter, int qos, int token) => true;

    public bool Unsubscribe(int connection, byte[] filter, int token) => true;

    public void Acknowledge(int connection, int ackToken)
    {
        // Nobody waits for it.
    }

    public bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will) => true;

    public void Close(int connection, bool sendDisconnect)
    {
        // Nobody waits for it.
    }
}
