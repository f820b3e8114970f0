using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>An MQTT-SN client by hand: one datagram after another, each expected by its type.</summary>
internal sealed class SnPeer : IDisposable
{
    private const int PatienceMs = 20_000;

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[65_507];
    private readonly Dictionary<int, string> _names = [];
    private int _messageId;

    public SnPeer(IPEndPoint gateway, string id = "client", IPAddress? from = null)
    {
        Id = id;
        _socket = new Socket(gateway.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = PatienceMs };
        if (from is not null)
        {
            _socket.Bind(new IPEndPoint(from, 0));
        }

        _socket.Connect(gateway);
    }

    public string Id { get; }

    /// <summary>What <see cref="Expect"/> read last.</summary>
    public Message Message { get; } = new();

    public string Data => Encoding.UTF8.GetString(Message.Buffer, Message.DataOffset, Message.DataLength);

    public string Topic => Encoding.UTF8.GetString(Message.Buffer, Message.TopicOffset, Message.TopicLength);

    /// <summary>A client that is connected.</summary>
    public static SnPeer Connected(IPEndPoint gateway, string id = "client", bool cleanSession = true, int keepAlive = 60)
    {
        SnPeer peer = new SnPeer(gateway, id);
        peer.Connect(cleanSession, keepAlive);
        return peer;
    }

    public void Connect(bool cleanSession = true, int keepAlive = 60)
    {
        SendConnect(cleanSession, keepAlive);
        Expect(MessageType.ConnAck);
        Assert.AreEqual(ReturnCode.Accepted, Message.ReturnCode);
    }

    public void SendConnect(bool cleanSession = true, int keepAlive = 60, bool will = false)
    {
        byte[] id = Encoding.UTF8.GetBytes(Id);
        Send(ConnectMessages.WriteConnect(new Slice(_buffer), will, cleanSession, keepAlive, new Slice(id)));
    }

    public void ConnectWithWill(string topic, string message, int keepAlive)
    {
        SendConnect(keepAlive: keepAlive, will: true);
        Expect(MessageType.WillTopicReq);
        byte[] topicOctets = Encoding.UTF8.GetBytes(topic);
        Send(WillMessages.WriteWillTopic(new Slice(_buffer), 1, false, new Slice(topicOctets)));
        Expect(MessageType.WillMsgReq);
        byte[] octets = Encoding.UTF8.GetBytes(message);
        Send(WillMessages.WriteWillMsg(new Slice(_buffer), new Slice(octets)));
        Expect(MessageType.ConnAck);
        Assert.AreEqual(ReturnCode.Accepted, Message.ReturnCode);
    }

    /// <summary>The topic id of a name.</summary>
    public int Register(string topic)
    {
        Assert.AreEqual(ReturnCode.Accepted, TryRegister(topic));
        return Message.TopicId;
    }

    /// <summary>What a name's REGISTER is answered with.</summary>
    public ReturnCode TryRegister(string topic)
    {
        byte[] octets = Encoding.UTF8.GetBytes(topic);
        Send(RegisterMessages.WriteRegister(new Slice(_buffer), 0, NextId(), new Slice(octets)));
        Expect(MessageType.RegAck);
        if (Message.ReturnCode == ReturnCode.Accepted)
        {
            _names[Message.TopicId] = topic;
        }

        return Message.ReturnCode;
    }

    /// <summary>Subscribes to a name; the topic id, 0 for a filter with wildcards.</summary>
    public int Subscribe(string filter, int qos)
    {
        SendSubscribe(filter, qos);
        Expect(MessageType.SubAck);
        Assert.AreEqual(ReturnCode.Accepted, Message.ReturnCode);
        return Message.TopicId;
    }

    public void SendSubscribe(string filter, int qos)
    {
        byte[] octets = Encoding.UTF8.GetBytes(filter);
        Send(SubscribeMessages.WriteSubscribe(new Slice(_buffer), MessageFlags.Subscribe(false, qos), NextId(), new Slice(octets)));
    }

    /// <summary>Publishes and sees the exchange through.</summary>
    public void Publish(int topicId, string data, int qos, TopicIdType type = TopicIdType.Normal, bool retain = false)
    {
        int id = SendPublish(topicId, data, qos, type, retain);
        if (qos == 1)
        {
            Expect(MessageType.PubAck);
            Assert.AreEqual(ReturnCode.Accepted, Message.ReturnCode);
            Assert.AreEqual(id, Message.MessageId);
        }
        else if (qos == 2)
        {
            Expect(MessageType.PubRec);
            FinishQos2(id);
        }
    }

    /// <summary>Publishes and returns the message id.</summary>
    public int SendPublish(int topicId, string data, int qos, TopicIdType type = TopicIdType.Normal, bool retain = false)
    {
        int id = qos > 0 ? NextId() : 0;
        SendPublishAs(id, topicId, data, qos, dup: false, type, retain);
        return id;
    }

    public void SendPublishAs(int messageId, int topicId, string data, int qos, bool dup, TopicIdType type = TopicIdType.Normal, bool retain = false)
    {
        byte[] octets = Encoding.UTF8.GetBytes(data);
        Send(PublishMessages.WritePublish(new Slice(_buffer), MessageFlags.Publish(dup, qos, retain, type), topicId, messageId, new Slice(octets)));
    }

    public void FinishQos2(int messageId)
    {
        Send(PublishMessages.WritePubRel(new Slice(_buffer), messageId));
        Expect(MessageType.PubComp);
        Assert.AreEqual(messageId, Message.MessageId);
    }

    /// <summary>Takes a PUBLISH, sees its exchange through, and returns its data.</summary>
    public string ExpectPublish(int qos)
    {
        Expect(MessageType.Publish);
        Assert.AreEqual(qos, Message.Qos);
        string data = Data;
        int id = Message.MessageId;
        if (qos == 1)
        {
            Send(PublishMessages.WritePubAck(new Slice(_buffer), Message.TopicId, id, ReturnCode.Accepted));
        }
        else if (qos == 2)
        {
            Send(PublishMessages.WritePubRec(new Slice(_buffer), id));
            Expect(MessageType.PubRel);
            Send(PublishMessages.WritePubComp(new Slice(_buffer), id));
        }

        return data;
    }

    /// <summary>Takes the gateway's REGISTER and returns the topic name.</summary>
    public string ExpectRegister()
    {
        Expect(MessageType.Register);
        string topic = Topic;
        Send(RegisterMessages.WriteRegAck(new Slice(_buffer), Message.TopicId, Message.MessageId, ReturnCode.Accepted));
        return topic;
    }

    /// <summary>
    /// Takes the next PUBLISH at QoS 0 or 1, acknowledges it, and answers REGISTERs before it; the topic by its name, where the gateway has
    /// registered it.
    /// </summary>
    public (string? Topic, string Data) ExpectNamedPublish()
    {
        ReadMessage("REGISTER or PUBLISH");
        while (Message.Type == MessageType.Register)
        {
            _names[Message.TopicId] = Topic;
            Send(RegisterMessages.WriteRegAck(new Slice(_buffer), Message.TopicId, Message.MessageId, ReturnCode.Accepted));
            ReadMessage("REGISTER or PUBLISH");
        }

        Assert.AreEqual(MessageType.Publish, Message.Type);
        (string?, string Data) read = (_names.GetValueOrDefault(Message.TopicId), Data);
        if (Message.Qos == 1)
        {
            Send(PublishMessages.WritePubAck(new Slice(_buffer), Message.TopicId, Message.MessageId, ReturnCode.Accepted));
        }

        return read;
    }

    /// <summary>Reads the next message, answers it where it has to be answered, and returns its type.</summary>
    public MessageType Next(string what)
    {
        ReadMessage(what);
        int id = Message.MessageId;
        switch (Message.Type)
        {
            case MessageType.Register:
                Send(RegisterMessages.WriteRegAck(new Slice(_buffer), Message.TopicId, id, ReturnCode.Accepted));
                break;
            case MessageType.Publish when Message.Qos == 1:
                Send(PublishMessages.WritePubAck(new Slice(_buffer), Message.TopicId, id, ReturnCode.Accepted));
                break;
            case MessageType.Publish when Message.Qos == 2:
                Send(PublishMessages.WritePubRec(new Slice(_buffer), id));
                break;
            case MessageType.PubRel:
                Send(PublishMessages.WritePubComp(new Slice(_buffer), id));
                break;
            case MessageType.PubRec:
                Send(PublishMessages.WritePubRel(new Slice(_buffer), id));
                break;
        }

        return Message.Type;
    }

    public void Sleep(int seconds)
    {
        Send(ConnectMessages.WriteDisconnect(new Slice(_buffer), seconds));
        Expect(MessageType.Disconnect);
    }

    public void SendWakeUp()
    {
        byte[] id = Encoding.UTF8.GetBytes(Id);
        Send(PingMessages.WritePingReq(new Slice(_buffer), new Slice(id)));
    }

    public void SendPing() => Send(PingMessages.WritePingReq(new Slice(_buffer)));

    public void Disconnect()
    {
        Send(ConnectMessages.WriteDisconnect(new Slice(_buffer)));
        Expect(MessageType.Disconnect);
    }

    /// <summary>Awake: the data of the next PUBLISH, acknowledged; null when PINGRESP ends the phase. A REGISTER before it is answered.</summary>
    public string? TakeUntilPingResp()
    {
        while (true)
        {
            ReadMessage("PUBLISH or PINGRESP");
            switch (Message.Type)
            {
                case MessageType.PingResp:
                    return null;
                case MessageType.Register:
                    Send(RegisterMessages.WriteRegAck(new Slice(_buffer), Message.TopicId, Message.MessageId, ReturnCode.Accepted));
                    break;
                case MessageType.Publish:
                    if (Message.Qos == 1)
                    {
                        Send(PublishMessages.WritePubAck(new Slice(_buffer), Message.TopicId, Message.MessageId, ReturnCode.Accepted));
                    }

                    return Data;
                default:
                    Assert.Fail($"{Id} is awake and gets {Message.Type}");
                    break;
            }
        }
    }

    /// <summary>Reads the next message, which must be of this type.</summary>
    public void Expect(MessageType type)
    {
        byte[] read = ReadMessage(type.ToString());
        Assert.AreEqual(type, Message.Type, $"{Id} gets {Convert.ToHexString(read)}");
    }

    private byte[] ReadMessage(string what)
    {
        byte[] read = Read(what);
        Assert.IsTrue(MessageDecoder.TryDecode(read, 0, read.Length, Message, out DecodeError error), $"{Id} expects {what}: {error}");
        return read;
    }

    /// <summary>Whether a message has come, or comes within a time.</summary>
    public bool HasMessage(TimeSpan within) => _socket.Poll(within, SelectMode.SelectRead);

    /// <summary>Reads the next message, if there is one within a time.</summary>
    public bool TryRead(TimeSpan within)
    {
        if (!_socket.Poll(within, SelectMode.SelectRead))
        {
            return false;
        }

        byte[] read = Read("anything");
        return MessageDecoder.TryDecode(read, 0, read.Length, Message, out _);
    }

    public void Dispose() => _socket.Dispose();

    private byte[] Read(string what)
    {
        try
        {
            byte[] datagram = new byte[65_507];
            return datagram[.._socket.Receive(datagram)];
        }
        catch (SocketException e)
        {
            Assert.Fail($"{Id} expects {what} and gets nothing: {e.SocketErrorCode}");
            return [];
        }
    }

    private void Send(int length) => _socket.Send(_buffer, length, SocketFlags.None);

    private int NextId() => ++_messageId;
}
