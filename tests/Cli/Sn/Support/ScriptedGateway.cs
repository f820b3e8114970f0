using System.Collections.Concurrent;
using System.Net;
using System.Text;
using SensorNet.Cli.Sn.Views;
using SensorNet.MqttSn;

namespace SensorNet.Cli.Tests.Sn.Support;

/// <summary>A gateway that answers as it is told to, and keeps what it was sent as lines.</summary>
internal sealed class ScriptedGateway : LoopbackSocket
{
    public const int TopicId = 11;

    private readonly MessagePrinter _printer = new();
    private readonly Message _message = new();
    private readonly byte[] _buffer = new byte[1024];
    private readonly ConcurrentQueue<string> _received = new();
    private readonly Dictionary<MessageType, int> _unanswered = [];
    private readonly Queue<byte[]> _kept = new();
    private IPEndPoint _client = new(IPAddress.Any, 0);

    private ScriptedGateway(IPAddress bound)
        : base(bound)
    {
    }

    public ReturnCode ConnectCode { get; set; }

    public ReturnCode PublishCode { get; set; }

    public ReturnCode SubscribeCode { get; set; }

    /// <summary>Whether what it keeps is sent after PINGREQ of a sleeping client, instead of after SUBSCRIBE.</summary>
    public bool SendsAfterSleep { get; set; }

    /// <summary>How many times more SUBACK is followed by DISCONNECT at once.</summary>
    public int EndsAfterSubscribe { get; set; }

    /// <summary>What came, as <see cref="MessagePrinter"/> shows it.</summary>
    public string[] Received => [.. _received];

    public static ScriptedGateway Start(Action<ScriptedGateway>? script = null, IPAddress? bound = null)
    {
        ScriptedGateway gateway = new ScriptedGateway(bound ?? IPAddress.Loopback);
        script?.Invoke(gateway);
        gateway.Begin();
        return gateway;
    }

    /// <summary>The first <paramref name="count"/> messages of a type get no answer.</summary>
    public void LeaveUnanswered(MessageType type, int count) => _unanswered[type] = count;

    /// <summary>Keeps a message for whoever subscribes.</summary>
    public void Keep(TopicIdType type, int topicId, string payload, int qos, bool retain = false) =>
        Keep(type, topicId, Encoding.UTF8.GetBytes(payload), qos, retain);

    public void Keep(TopicIdType type, int topicId, byte[] payload, int qos, bool retain = false)
    {
        int messageId = qos > 0 ? 100 + _kept.Count : 0;
        byte[] datagram = new byte[payload.Length + 16];
        int length = PublishMessages.WritePublish(
            new Slice(datagram), MessageFlags.Publish(false, qos, retain, type), topicId, messageId, new Slice(payload));
        _kept.Enqueue(datagram[..length]);
    }

    protected override void OnDatagram(byte[] datagram, IPEndPoint from)
    {
        _client = from;
        _received.Enqueue(_printer.Format(datagram));
        if (!MessageDecoder.TryDecode(datagram, 0, datagram.Length, _message, out _))
        {
            return;
        }

        int left = _unanswered.GetValueOrDefault(_message.Type);
        if (left > 0)
        {
            _unanswered[_message.Type] = left - 1;
            return;
        }

        Answer();
    }

    private void Answer()
    {
        int size = _buffer.Length;
        int id = _message.MessageId;
        switch (_message.Type)
        {
            case MessageType.SearchGw:
                Send(DiscoveryMessages.WriteGwInfo(new Slice(_buffer, 0, size), 42));
                Send(DiscoveryMessages.WriteAdvertise(new Slice(_buffer, 0, size), 42, 900));
                break;
            case MessageType.Connect when _message.Will:
                Send(WillMessages.WriteWillTopicReq(new Slice(_buffer, 0, size)));
                break;
            case MessageType.WillTopic:
                Send(WillMessages.WriteWillMsgReq(new Slice(_buffer, 0, size)));
                break;
            case MessageType.Connect or MessageType.WillMsg:
                Send(ConnectMessages.WriteConnAck(new Slice(_buffer, 0, size), ConnectCode));
                break;
            case MessageType.Register:
                Send(RegisterMessages.WriteRegAck(new Slice(_buffer, 0, size), TopicId, id, ReturnCode.Accepted));
                break;
            case MessageType.Publish when _message.Qos == 1 || PublishCode != ReturnCode.Accepted:
                Send(PublishMessages.WritePubAck(new Slice(_buffer, 0, size), _message.TopicId, id, PublishCode));
                break;
            case MessageType.Publish when _message.Qos == 2:
                Send(PublishMessages.WritePubRec(new Slice(_buffer, 0, size), id));
                break;
            case MessageType.PubRel:
                Send(PublishMessages.WritePubComp(new Slice(_buffer, 0, size), id));
                break;
            case MessageType.PubRec:
                Send(PublishMessages.WritePubRel(new Slice(_buffer, 0, size), id));
                break;
            case MessageType.Subscribe:
                AnswerSubscribe();
                break;
            case MessageType.PingReq:
                AnswerPing();
                break;
            case MessageType.Disconnect:
                Send(ConnectMessages.WriteDisconnect(new Slice(_buffer, 0, size)));
                break;
        }
    }

    private void AnswerSubscribe()
    {
        bool isName = _message.TopicIdType == TopicIdType.Normal;
        int topicId = isName ? TopicId : _message.TopicId;
        Send(SubscribeMessages.WriteSubAck(new Slice(_buffer), _message.Qos, topicId, _message.MessageId, SubscribeCode));
        if (EndsAfterSubscribe > 0)
        {
            EndsAfterSubscribe--;
            Send(ConnectMessages.WriteDisconnect(new Slice(_buffer)));
            return;
        }

        if (!SendsAfterSleep)
        {
            SendKept();
        }
    }

    private void AnswerPing()
    {
        if (_message.ClientIdLength > 0)
        {
            SendKept();
        }

        Send(PingMessages.WritePingResp(new Slice(_buffer)));
    }

    private void SendKept()
    {
        while (_kept.TryDequeue(out byte[]? datagram))
        {
            SendTo(_client, datagram, 0, datagram.Length);
        }
    }

    private void Send(int length) => SendTo(_client, _buffer, 0, length);
}
