using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios.Kills;

/// <summary>
/// An MQTT-SN client on a thread of its own that goes on whatever happens to the gateway: it repeats what is not answered, connects again where it is
/// told to, and keeps books. It publishes numbers on <c>up/[id]</c>, at QoS 1 and 2 in turn, and takes what comes on <c>down/[id]</c>.
/// </summary>
internal sealed class KillClient : IDisposable
{
    private const int AnswerMs = 250;
    private const int SleepSeconds = 120;
    private const int PauseMsMax = 15;

    private readonly IPEndPoint _gateway;
    private readonly Random _random;
    private readonly bool _sleeps;
    private readonly Socket _socket;
    private readonly Thread _thread;
    private readonly byte[] _buffer = new byte[2048];
    private readonly Message _message = new();
    private readonly HashSet<int> _unreleased = [];
    private readonly ConcurrentQueue<string> _taken = new();
    private readonly ConcurrentQueue<string> _log = new();
    private volatile bool _quiet;
    private volatile bool _ended;
    private bool _connected;
    private bool _asleep;
    private bool _subscribed;
    private int _topicId;
    private int _messageId;
    private int _number;

    public KillClient(IPEndPoint gateway, string id, bool sleeps, int seed)
    {
        Id = id;
        _gateway = gateway;
        _sleeps = sleeps;
        _random = new Random(seed);
        _messageId = _random.Next(1, 60_000);
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _thread = new Thread(Run) { IsBackground = true, Name = id };
        _thread.Start();
    }

    public string Id { get; }

    /// <summary>Numbers whose exchange is over: PUBACK or PUBCOMP has come.</summary>
    public ConcurrentQueue<string> Acknowledged { get; } = new();

    /// <summary>What it has taken, each once an exchange.</summary>
    public IReadOnlyCollection<string> Taken => _taken;

    public bool IsSubscribed => _subscribed;

    /// <summary>Whether it has nothing under way, after <see cref="Quiet"/>.</summary>
    public bool IsIdle { get; private set; }

    public Exception? Failure { get; private set; }

    public string Trace => string.Join('\n', _log.TakeLast(60));

    /// <summary>It publishes no more, and only takes what comes.</summary>
    public void Quiet() => _quiet = true;

    public void Dispose()
    {
        _ended = true;
        _thread.Join(TimeSpan.FromSeconds(10));
        _socket.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_ended)
            {
                Step();
            }
        }
        catch (Exception e) when (!_ended)
        {
            Failure = e;
        }
    }

    private void Step()
    {
        if (!_connected && !Connect())
        {
            return;
        }

        if (_quiet && !_asleep)
        {
            IsIdle = true;
            Listen(AnswerMs);
            return;
        }

        if (_asleep)
        {
            Listen(_random.Next(50, 300));
            WakeUp();
            return;
        }

        Publish();
        Listen(_random.Next(1, PauseMsMax));
        if (_sleeps && _connected && !_quiet && _random.Next(3) == 0)
        {
            Send(ConnectMessages.WriteDisconnect(Target(), SleepSeconds));
            _asleep = Await(AnswerMs, message => message.Type == MessageType.Disconnect);
            _connected |= _asleep;
        }
    }

    private bool Connect()
    {
        byte[] id = Encoding.UTF8.GetBytes(Id);
        Send(ConnectMessages.WriteConnect(Target(), will: false, cleanSession: false, keepAlive: 120, new Slice(id)));
        _asleep = false;
        _topicId = 0;
        if (!Await(AnswerMs, message => message.Type == MessageType.ConnAck && message.ReturnCode == ReturnCode.Accepted))
        {
            return false;
        }

        _connected = true;
        byte[] down = Encoding.UTF8.GetBytes($"down/{Id}");
        while (_connected && !_subscribed && !_ended)
        {
            int messageId = NextId();
            Send(SubscribeMessages.WriteSubscribe(Target(), MessageFlags.Subscribe(false, 2), messageId, new Slice(down)));
            _subscribed = Await(
                AnswerMs, m => m.Type == MessageType.SubAck && m.MessageId == messageId && m.ReturnCode == ReturnCode.Accepted);
        }

        return _connected;
    }

    // A sleeper asks for what waits, and then goes on or sleeps again.
    private void WakeUp()
    {
        byte[] id = Encoding.UTF8.GetBytes(Id);
        Send(PingMessages.WritePingReq(Target(), new Slice(id)));
        Await(AnswerMs * 4, message => message.Type == MessageType.PingResp);
        if (_connected && (_quiet || _random.Next(2) == 0))
        {
            _connected = false;
        }
    }

    private bool Register()
    {
        byte[] up = Encoding.UTF8.GetBytes($"up/{Id}");
        int messageId = NextId();
        Send(RegisterMessages.WriteRegister(Target(), 0, messageId, new Slice(up)));
        return Await(AnswerMs, message =>
        {
            if (message.Type != MessageType.RegAck || message.MessageId != messageId || message.ReturnCode != ReturnCode.Accepted)
            {
                return false;
            }

            _topicId = message.TopicId;
            return true;
        });
    }

    // One message to its end, over as many connections as it takes.
    private void Publish()
    {
        int qos = (_number & 1) + 1;
        string payload = $"q{qos}-{_number++}";
        int messageId = NextId();
        bool dup = false;
        bool received = false;
        Note($"publish {payload} as {messageId}");
        while (!_ended)
        {
            if ((!_connected && !Connect()) || (_topicId == 0 && !Register()))
            {
                continue;
            }

            byte[] data = Encoding.UTF8.GetBytes(payload);
            Send(received
                ? PublishMessages.WritePubRel(Target(), messageId)
                : PublishMessages.WritePublish(
                    Target(), MessageFlags.Publish(dup, qos, false, TopicIdType.Normal), _topicId, messageId, new Slice(data)));
            dup = true;
            MessageType last = MessageType.None;
            ReturnCode code = ReturnCode.Accepted;
            Await(AnswerMs, message =>
            {
                bool isAnswer = message.MessageId == messageId
                    && message.Type is MessageType.PubAck or MessageType.PubRec or MessageType.PubComp;
                last = isAnswer && message.MessageId == messageId ? message.Type : last;
                code = last == MessageType.PubAck ? message.ReturnCode : ReturnCode.Accepted;
                return last != MessageType.None;
            });
            if (last == MessageType.PubAck && code == ReturnCode.InvalidTopicId)
            {
                _topicId = 0;
            }
            else if (last == MessageType.PubRec)
            {
                received = true;
            }
            else if ((last == MessageType.PubAck && code == ReturnCode.Accepted && qos == 1) || (last == MessageType.PubComp && received))
            {
                Note($"acknowledged {payload}");
                Acknowledged.Enqueue(payload);
                return;
            }
        }
    }

    private void Listen(int ms) => Await(ms, _ => false);

    // Takes what comes until the awaited message, or until the time is over, or the gateway says that it does not know the client.
    private bool Await(int ms, Func<Message, bool> awaited)
    {
        long until = Stopwatch.GetTimestamp() + (ms * Stopwatch.Frequency / 1000);
        while (!_ended && until - Stopwatch.GetTimestamp() is var left and > 0)
        {
            if (!_socket.Poll((int)(left * 1_000_000 / Stopwatch.Frequency), SelectMode.SelectRead))
            {
                return false;
            }

            byte[] datagram = new byte[2048];
            int length = Receive(datagram);
            if (length == 0 || !MessageDecoder.TryDecode(datagram, 0, length, _message, out _))
            {
                continue;
            }

            if (awaited(_message))
            {
                return true;
            }

            Take(_message);
            if (!_connected && _message.Type == MessageType.Disconnect)
            {
                return false;
            }
        }

        return false;
    }

    private int Receive(byte[] datagram)
    {
        try
        {
            EndPoint from = _gateway;
            return _socket.ReceiveFrom(datagram, ref from);
        }
        catch (SocketException)
        {
            // Nobody listens at the gateway's port at this moment.
            return 0;
        }
    }

    private void Take(Message message)
    {
        switch (message.Type)
        {
            case MessageType.Register:
                Send(RegisterMessages.WriteRegAck(Target(), message.TopicId, message.MessageId, ReturnCode.Accepted));
                break;
            case MessageType.Publish:
                TakePublish(message);
                break;
            case MessageType.PubRel:
                _unreleased.Remove(message.MessageId);
                Send(PublishMessages.WritePubComp(Target(), message.MessageId));
                break;
            case MessageType.Disconnect:
                Note("told to connect again");
                _connected = false;
                _asleep = false;
                break;
        }
    }

    private void TakePublish(Message message)
    {
        string data = Encoding.UTF8.GetString(message.Buffer, message.DataOffset, message.DataLength);
        Note($"gets {data} as {message.MessageId}, QoS {message.Qos}, dup {message.Dup}");
        if (message.Qos < 2)
        {
            _taken.Enqueue(data);
            Send(PublishMessages.WritePubAck(Target(), message.TopicId, message.MessageId, ReturnCode.Accepted));
            return;
        }

        // MQTT-SN 1.2, 6.6: the id is remembered until PUBREL.
        if (_unreleased.Add(message.MessageId))
        {
            _taken.Enqueue(data);
        }

        Send(PublishMessages.WritePubRec(Target(), message.MessageId));
    }

    private void Note(string text) => _log.Enqueue($"{Environment.TickCount64} {Id} {text}");

    private Slice Target() => new(_buffer);

    private void Send(int length)
    {
        try
        {
            _socket.SendTo(_buffer.AsSpan(0, length), SocketFlags.None, _gateway);
        }
        catch (SocketException)
        {
            // An earlier datagram found nobody: it is sent again.
        }
    }

    private int NextId() => _messageId = _messageId == 65_535 ? 1 : _messageId + 1;
}
