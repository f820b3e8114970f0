using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Benchmarks.StateMachine;

/// <summary>The other side of a client: a gateway that accepts CONNECT and acknowledges PUBLISH, and an owner that counts.</summary>
internal sealed class NullGateway : IClientTransport, IClientEvents
{
    private const int MessageIdOffset = 5;

    private readonly byte[] _address = [1];
    private readonly byte[] _answer = new byte[16];
    private MqttSnClient? _client;
    private int _answerLength;

    /// <summary>Messages that the client has reported as done.</summary>
    public long Published { get; private set; }

    public void Serve(MqttSnClient client) => _client = client;

    /// <summary>Lets the client do what is due, and gives it the answer.</summary>
    public void Turn()
    {
        _client!.OnTime(0);
        int length = _answerLength;
        _answerLength = 0;
        if (length > 0)
        {
            _client.OnDatagram(0, _address, _answer, 0, length);
        }
    }

    public void Send(byte[] address, byte[] buffer, int offset, int length)
    {
        MessageType type = (MessageType)buffer[offset + 1];
        if (type == MessageType.Connect)
        {
            _answerLength = ConnectMessages.WriteConnAck(new Slice(_answer), ReturnCode.Accepted);
        }
        else if (type == MessageType.Publish && (buffer[offset + 2] & 0x60) != 0)
        {
            int messageId = (buffer[offset + MessageIdOffset] << 8) | buffer[offset + MessageIdOffset + 1];
            _answerLength = PublishMessages.WritePubAck(new Slice(_answer), 1, messageId, ReturnCode.Accepted);
        }
    }

    public void Broadcast(int radius, byte[] buffer, int offset, int length)
    {
    }

    public void OnPublished(int handle, Outcome outcome)
    {
        if (outcome is not (Outcome.Accepted or Outcome.Sent))
        {
            throw new InvalidOperationException($"a message ended as {outcome}");
        }

        Published++;
    }

    public bool OnMessage(ReceivedMessage message) => true;

    public void OnStateChanged(ClientState from, ClientState to)
    {
    }

    public void OnGatewayFound(int gatewayId, byte[] address)
    {
    }

    public void OnGatewayGone(int gatewayId)
    {
    }

    public void OnConnected(bool resumed)
    {
    }

    public void OnConnectRefused(ReturnCode code) => throw new InvalidOperationException($"CONNECT was refused: {code}");

    public void OnLost(LostReason reason) => throw new InvalidOperationException($"the connection was lost: {reason}");

    public void OnDisconnected()
    {
    }

    public void OnRegistered(int handle, int topicId, Outcome outcome)
    {
    }

    public void OnSubscribed(int handle, int topicId, int grantedQos, Outcome outcome)
    {
    }

    public void OnUnsubscribed(int handle, Outcome outcome)
    {
    }

    public void OnWillUpdated(int handle, Outcome outcome)
    {
    }

    public void OnPingAnswered(int elapsedMs)
    {
    }

    public void OnSleeping(int durationSeconds)
    {
    }

    public void OnAwakeDone(int messages)
    {
    }
}
