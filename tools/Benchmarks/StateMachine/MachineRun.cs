using System.Text;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Benchmarks.StateMachine;

/// <summary>A gateway with simulated clients, driven by hand.</summary>
internal sealed class MachineRun
{
    public const int TopicLength = 20;
    public const int PayloadLength = 50;

    private const int KeepAliveSeconds = 3600;

    private readonly byte[] _datagram = new byte[256];
    private readonly Message _answer = new();
    private readonly byte[] _payload = new byte[PayloadLength];

    public MachineRun(int clientsMax)
    {
        GatewaySettings settings = GatewaySettings.ForServer();
        settings.ClientsMax = clientsMax;
        settings.AdvertiseIntervalMs = 0;
        Gateway = new MqttSnGateway(settings, Sent, Broker);
        Gateway.OnBrokerConnected(0, MqttSnGateway.OwnConnection, false);
    }

    public MqttSnGateway Gateway { get; }

    public LastDatagram Sent { get; } = new();

    public NullBroker Broker { get; } = new();

    public static NetworkAddress Address(int client) => new(0, 0x7F000000 + client, 0, 10_000);

    public static byte[] Topic(int client) => Encoding.ASCII.GetBytes($"load/{client:D6}".PadRight(TopicLength, 'x'));

    public void Connect(int client)
    {
        byte[] id = Encoding.ASCII.GetBytes($"load{client:D6}");
        Give(client, ConnectMessages.WriteConnect(new Slice(_datagram), false, true, KeepAliveSeconds, new Slice(id)));
        Expect(MessageType.ConnAck);
    }

    /// <summary>The id of the client's own topic.</summary>
    public int Register(int client)
    {
        byte[] topic = Topic(client);
        Give(client, RegisterMessages.WriteRegister(new Slice(_datagram), 0, 1, new Slice(topic)));
        Expect(MessageType.RegAck);
        return _answer.TopicId;
    }

    public void Subscribe(int client)
    {
        byte[] topic = Topic(client);
        Give(client, SubscribeMessages.WriteSubscribe(new Slice(_datagram), MessageFlags.Subscribe(false, 1), 1, new Slice(topic)));
        Gateway.OnBrokerSubscribed(0, Broker.LastToken, 1);
        Expect(MessageType.SubAck);
    }

    public void Sleep(int client)
    {
        Give(client, ConnectMessages.WriteDisconnect(new Slice(_datagram), KeepAliveSeconds));
        Expect(MessageType.Disconnect);
    }

    public byte[] PublishOf(int topicId, int qos, int messageId)
    {
        byte[] buffer = new byte[256];
        return buffer[..PublishMessages.WritePublish(
            new Slice(buffer), MessageFlags.Publish(false, qos, false, TopicIdType.Normal), topicId, messageId, new Slice(_payload))];
    }

    /// <summary>A message of the broker for a client's own topic.</summary>
    public void Deliver(int client, int number)
    {
        byte[] topic = Topic(client);
        _payload[0] = (byte)number;
        Gateway.OnBrokerMessage(0, MqttSnGateway.OwnConnection, topic, 0, topic.Length, _payload, 0, _payload.Length, 1, false, 0);
    }

    private void Give(int client, int length) => Gateway.OnDatagram(0, Address(client), _datagram, 0, length);

    private void Expect(MessageType type)
    {
        if (!MessageDecoder.TryDecode(Sent.Octets, 0, Sent.Length, _answer, out DecodeError error) || _answer.Type != type
            || _answer.ReturnCode != ReturnCode.Accepted)
        {
            throw new InvalidOperationException($"expected {type}, got {_answer.Type} {_answer.ReturnCode} {error}");
        }
    }
}
