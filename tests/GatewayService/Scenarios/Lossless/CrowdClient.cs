using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Lossless;

/// <summary>One client of a crowd: connects, has a topic, publishes its numbers one after another or takes what comes.</summary>
internal sealed class CrowdClient : IDisposable
{
    private readonly byte[] _buffer = new byte[512];
    private readonly Slice _target;
    private readonly SnCrowd _crowd;
    private readonly List<string> _received = [];
    private readonly HashSet<int> _unreleased = [];
    private MessageType _awaited;
    private int _question;
    private int _topicId;
    private int _next;
    private int _messageId;
    private long _askedAt;

    public CrowdClient(SnCrowd crowd, IPEndPoint gateway, int number)
    {
        _crowd = crowd;
        _target = new Slice(_buffer);
        Number = number;
        Topic = $"crowd/{number % SnCrowd.Groups}/{number.ToString(CultureInfo.InvariantCulture)}";
        Socket = new Socket(gateway.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        Socket.Connect(gateway);
    }

    public int Number { get; }

    public string Topic { get; }

    public Socket Socket { get; }

    /// <summary>Whether it has done what it was to do.</summary>
    public bool IsDone => _awaited == 0;

    public IReadOnlyList<string> Received => _received;

    public void Begin() => Ask(MessageType.ConnAck);

    public void BeginPublishing()
    {
        _next = 0;
        PublishNext();
    }

    /// <summary>6.13: what is not answered is sent again.</summary>
    public void Retry(TimeSpan after)
    {
        if (!IsDone && Stopwatch.GetElapsedTime(_askedAt) > after)
        {
            _crowd.NoteRepeat();
            _askedAt = Stopwatch.GetTimestamp();
            SendQuestion(again: true);
        }
    }

    public void OnMessage(Message message)
    {
        switch (message.Type)
        {
            case MessageType.Publish:
                Take(message);
                break;
            case MessageType.PubRel:
                _unreleased.Remove(message.MessageId);
                _crowd.Answer(this, _buffer.AsSpan(0, PublishMessages.WritePubComp(_target, message.MessageId)).ToArray());
                break;
            default:
                if (message.Type == _awaited && (message.Type < MessageType.Publish || message.MessageId == _messageId))
                {
                    Advance(message);
                }
                else if (message.Type == MessageType.PubAck && message.ReturnCode != ReturnCode.Accepted)
                {
                    _crowd.NoteRefusal($"client {Number}: PUBACK {message.ReturnCode}");
                }

                break;
        }
    }

    public void Send(ReadOnlySpan<byte> datagram) => Socket.Send(datagram, SocketFlags.None, out _);

    public void Dispose() => Socket.Dispose();

    private void Advance(Message message)
    {
        if (message.Type is MessageType.ConnAck or MessageType.RegAck or MessageType.SubAck or MessageType.PubAck
            && message.ReturnCode != ReturnCode.Accepted)
        {
            _crowd.NoteRefusal($"client {Number}: {message.Type} {message.ReturnCode}");
        }

        switch (message.Type)
        {
            case MessageType.ConnAck:
                Ask(_crowd.SubscribeQos is null ? MessageType.RegAck : MessageType.SubAck);
                break;
            case MessageType.RegAck or MessageType.SubAck:
                _topicId = message.TopicId;
                _awaited = 0;
                break;
            case MessageType.PubRec:
                Ask(MessageType.PubComp, newId: false);
                break;
            default:
                PublishNext();
                break;
        }
    }

    private void PublishNext()
    {
        if (_next == _crowd.MessagesEach)
        {
            _awaited = 0;
            return;
        }

        _next++;
        Ask(_crowd.PublishQos == 1 ? MessageType.PubAck : MessageType.PubRec);
    }

    private void Ask(MessageType awaited, bool newId = true)
    {
        _awaited = awaited;
        _messageId = newId ? ++_question : _messageId;
        _askedAt = Stopwatch.GetTimestamp();
        SendQuestion(again: false);
    }

    private void SendQuestion(bool again)
    {
        byte[] topic = Encoding.UTF8.GetBytes(Topic);
        switch (_awaited)
        {
            case MessageType.ConnAck:
                byte[] id = Encoding.UTF8.GetBytes($"crowd{Number}");
                Send(ConnectMessages.WriteConnect(_target, false, true, 600, new Slice(id)));
                break;
            case MessageType.RegAck:
                Send(RegisterMessages.WriteRegister(_target, 0, _messageId, new Slice(topic)));
                break;
            case MessageType.SubAck:
                int wish = MessageFlags.Subscribe(again, _crowd.SubscribeQos ?? 0);
                Send(SubscribeMessages.WriteSubscribe(_target, wish, _messageId, new Slice(topic)));
                break;
            case MessageType.PubComp:
                Send(PublishMessages.WritePubRel(_target, _messageId));
                break;
            default:
                byte[] data = Encoding.UTF8.GetBytes($"{_next - 1}");
                int flags = MessageFlags.Publish(again, _crowd.PublishQos, false, TopicIdType.Normal);
                Send(PublishMessages.WritePublish(_target, flags, _topicId, _messageId, new Slice(data)));
                break;
        }
    }

    private void Take(Message message)
    {
        // 6.6, as MQTT: at QoS 2 the id is remembered until PUBREL.
        if (message.Qos < 2 || _unreleased.Add(message.MessageId))
        {
            _received.Add(Encoding.UTF8.GetString(message.Buffer, message.DataOffset, message.DataLength));
            _crowd.NoteReceived();
        }

        int length = message.Qos == 1
            ? PublishMessages.WritePubAck(_target, message.TopicId, message.MessageId, ReturnCode.Accepted)
            : PublishMessages.WritePubRec(_target, message.MessageId);
        _crowd.Answer(this, _buffer.AsSpan(0, length).ToArray());
    }

    private void Send(int length) => Send(_buffer.AsSpan(0, length));
}
