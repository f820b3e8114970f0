using MQTTnet.Formatter;
using MQTTnet.Packets;
using SensorNet.Links;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// A session with the broker on a shard's thread, over one link after another: connects, keeps alive, connects again. What is asked of the broker is
/// with <see cref="Exchanges"/>, what it sends with <see cref="Incoming"/>.
/// </summary>
internal sealed class MqttConnection : ILinkOwner
{
    /// <summary>Messages under way from which on TCP may take its time with acknowledging: there is something to send soon.</summary>
    private const int QuickAckBelow = 16;

    /// <summary>For how long after a message of the broker another one is reckoned with, in milliseconds.</summary>
    private const int DownwardMs = 10_000;

    private readonly IMqttListener _listener;
    private readonly ILoop _loop;
    private readonly PacketFactory _factory;
    private readonly BrokerChoice _brokers;
    private readonly MqttLink _link;
    private readonly Handshake _handshake;
    private readonly BrokerKeepAlive _keepAlive;
    private readonly Exchanges _exchanges;
    private readonly Incoming _incoming;
    private readonly PacketDispatcher _packets;
    private readonly Backoff _backoff;
    private readonly bool _version5;
    private MqttLinkState _state;
    private long _deadlineMs;
    private long _publishHeardMs = long.MinValue / 2;
    private bool _wasConnected;

    public MqttConnection(MqttOptions options, PacketFactory factory, BrokerChoice brokers, IMqttListener listener, ILoop loop)
    {
        Options = options;
        _version5 = options.Version == MqttProtocolVersion.V500;
        _brokers = brokers;
        _listener = listener;
        _loop = loop;
        _factory = factory;
        _link = brokers.NeedsStreams ? new StreamLink(options, brokers, loop, this) : new TcpLink(options, loop, this);
        _handshake = new Handshake(options, factory);
        _keepAlive = new BrokerKeepAlive(options.KeepAliveSeconds);
        _exchanges = new Exchanges(options, _link, AnswerPublish, AnswerSubscribe);
        _incoming = new Incoming(options, _link, () => listener.Oversized(this));
        _packets = new PacketDispatcher(this, listener, factory, _link.Input, _exchanges, _incoming);
        _backoff = new Backoff(Random.Shared, options.BackoffMinMs, options.BackoffMaxMs);
    }

    public MqttOptions Options { get; }

    /// <summary>A number of the owner's.</summary>
    public int Owner { get; init; }

    /// <summary>The number of the broker that it is connected to, or tried last; 0 is the first.</summary>
    public int Broker { get; private set; }

    public bool IsConnected => _state == MqttLinkState.Connected;

    /// <summary>It is down, and is tried again by itself.</summary>
    public bool IsWaiting => _state == MqttLinkState.Waiting;

    /// <summary>What the broker says that it takes, on the present connection or the last one.</summary>
    public BrokerLimits Limits => _exchanges.Limits;

    /// <summary>Messages of QoS 1 and 2 that the broker has not acknowledged, those that wait for their turn included.</summary>
    public int InFlightCount => _exchanges.Count;

    public int PendingBytes => _link.Output.Pending;

    /// <summary>The present point in the order of what the broker is asked.</summary>
    public long Point => _exchanges.Point;

    /// <summary>Whether the broker has answered all that it was asked before a point.</summary>
    public bool IsOver(long point) => _exchanges.IsOver(point);

    /// <summary>Begins to connect; the listener is told how it went.</summary>
    public void Open()
    {
        _link.Register();
        Attempt();
    }

    /// <summary>Ends the connection; the listener is not told. What has gathered is written as far as the socket takes it.</summary>
    /// <param name="sendDisconnect">Whether the broker is told, so that it drops the will.</param>
    public void Close(bool sendDisconnect = true)
    {
        if (_state == MqttLinkState.Closed)
        {
            return;
        }

        if (IsConnected)
        {
            // Without DISCONNECT the broker publishes the will. MQTT 5 has a reason code for it (0x04), which MQTTnet's server takes for any other.
            _link.WriteLast(sendDisconnect ? _factory.Disconnect() : []);
        }

        TellBrokers();
        Drop();
        _state = MqttLinkState.Closed;
        _link.Release();
    }

    /// <summary>Its session is not gone on with: nothing of its exchanges outlives the process.</summary>
    public void Forget()
    {
        _exchanges.Forget();
        _incoming.Forget();
    }

    /// <summary>Takes a message, as <see cref="Exchanges.TryPublish"/> does; <see cref="IMqttListener.Published"/> tells its end.</summary>
    /// <param name="message">The message.</param>
    /// <param name="token">At QoS 1 and 2; 0 at QoS 0.</param>
    /// <param name="publisher">The client id of who publishes; empty where it is no client.</param>
    public bool TryPublish(in OutgoingPublish message, int token, ReadOnlySpan<byte> publisher) =>
        (IsConnected || (message.Qos > 0 && Options.TakesWhileAway)) && _exchanges.TryPublish(message, token, publisher);

    /// <summary>Subscribes; <see cref="IMqttListener.Subscribed"/> tells the answer.</summary>
    /// <param name="filter">The topic filter.</param>
    /// <param name="qos">The highest QoS.</param>
    /// <param name="identifier">The subscription identifier; 0 for none.</param>
    /// <param name="token">The token.</param>
    public bool TrySubscribe(string filter, int qos, int identifier, int token)
    {
        if (!IsConnected)
        {
            return false;
        }

        // Asked for what it has said that it does not have, a broker ends the connection (MQTT 5, 3.2.2.3.11 and 3.2.2.3.13).
        int refusal = Limits.RefusalOf(filter);
        return refusal == ReasonCodes.Success
            ? _exchanges.TryRequest(InFlightKind.Subscribe, token, id => _factory.Subscribe(id, filter, qos, identifier))
            : _exchanges.Refuse(InFlightKind.Subscribe, token, refusal);
    }

    public bool TryUnsubscribe(string filter, int token) =>
        IsConnected && _exchanges.TryRequest(InFlightKind.Unsubscribe, token, id => _factory.Unsubscribe(id, filter));

    /// <summary>Takes over a message of QoS 1 or 2 from the broker; the token came with it.</summary>
    public void Acknowledge(int token) => _incoming.TakeOver(token, IsConnected);

    /// <inheritdoc/>
    public void Flush()
    {
        _link.Flush();
        if (_state != MqttLinkState.Closed)
        {
            _exchanges.TellRefused();
        }

        if (IsConnected)
        {
            _exchanges.SendWaiting();
        }
    }

    /// <inheritdoc/>
    public void OnReady(bool canRead, bool canWrite)
    {
        _link.OnReady(canRead, canWrite);
        if (IsConnected && HasMoreToHear())
        {
            _link.AcknowledgeSoon();
        }
    }

    /// <inheritdoc/>
    public void OnTime()
    {
        long now = _loop.NowMs;
        switch (_state)
        {
            case MqttLinkState.Waiting when now >= _deadlineMs:
                Attempt();
                break;
            case MqttLinkState.Connecting or MqttLinkState.AwaitingConnack when now >= _deadlineMs:
                Lose($"no answer within {Options.ConnectTimeoutMs} ms{Silence()}");
                break;
            case MqttLinkState.Connected when Broker != _brokers.Current:
                Lose($"goes to the broker {_brokers.At(_brokers.Current)}");
                break;
            case MqttLinkState.Connected when _keepAlive.IsLost(now, _link.HeardMs):
                Lose($"nothing heard for {now - _link.HeardMs} ms");
                break;
            case MqttLinkState.Connected when _keepAlive.ShouldAsk(now, _link.SentMs, _link.HeardMs):
                _link.Append([PacketType.PingReq, 0]);
                break;
        }

        if (Options.LeadsBrokers)
        {
            _brokers.OnTime(now);
        }
    }

    /// <inheritdoc/>
    public void OnLinkUp()
    {
        _state = MqttLinkState.AwaitingConnack;
        _link.Append(_handshake.Connect(Broker));
    }

    /// <inheritdoc/>
    public void OnLinkLost(string reason) =>
        Lose(_state == MqttLinkState.AwaitingConnack && !_link.IsExplained ? $"{reason}; {Answer(_link.Input.FirstOctet)}" : reason);

    /// <inheritdoc/>
    public void OnPacket(byte header, int offset, int length)
    {
        _keepAlive.OnHeard();
        if (_state == MqttLinkState.AwaitingConnack)
        {
            HandleConnAck(header, offset, length);
            return;
        }

        if ((header & PacketType.TypeMask) == PacketType.Publish)
        {
            _publishHeardMs = _loop.NowMs;
        }

        if (_packets.Handle(header, offset, length) is not { } fault)
        {
            return;
        }

        if (_version5 && fault.ReasonCode != ReasonCodes.Success)
        {
            // [MQTT-4.13.1-1].
            _link.WriteLast(_factory.Disconnect(fault.ReasonCode));
        }

        Lose(fault.Text);
    }

    // Whether the broker has something to send that it could hold back until TCP has acknowledged what was just read: an answer, or a message.
    private bool HasMoreToHear()
    {
        int count = _exchanges.Count;
        return count < QuickAckBelow && (count > 0 || _loop.NowMs - _publishHeardMs < DownwardMs);
    }

    private void Attempt()
    {
        _state = MqttLinkState.Connecting;
        _deadlineMs = _loop.NowMs + Options.ConnectTimeoutMs;
        Broker = _brokers.Current;
        _link.Open(_brokers.At(Broker));
    }

    private void HandleConnAck(byte header, int offset, int length)
    {
        if (header != PacketType.ConnAck)
        {
            Lose(Answer(header));
        }
        else if (_packets.Decode(header, offset, length, out string? failure) is not MqttConnAckPacket answer)
        {
            Lose(failure);
        }
        else if (_handshake.RefusalIn(answer, out int reasonCode) is { } refusal)
        {
            Lose($"refused by the broker: {refusal}", reasonCode);
        }
        else if (_handshake.IsNewTo(Broker) is var isNew && _handshake.Accept(Broker, answer, out BrokerLimits limits))
        {
            _keepAlive.Begin(_version5 ? answer.ServerKeepAlive : 0);

            // A session that another process or connection left there has nothing of what is under way here, except at the first connection, which
            // has nothing under way where no session of a process before is gone on with.
            Begin(answer.IsSessionPresent && !(isNew && (_wasConnected || Options.Home != Handshake.NoBroker)), limits);
        }
        else
        {
            _link.WriteLast(_factory.Disconnect());
            Drop();
            Attempt();
        }
    }

    private void AnswerPublish(int token, int reasonCode) => _listener.Published(this, token, reasonCode);

    private void AnswerSubscribe(int token, int reasonCode) => _listener.Subscribed(this, token, reasonCode);

    private void Begin(bool sessionPresent, BrokerLimits limits)
    {
        _state = MqttLinkState.Connected;
        _wasConnected = true;
        if (Options.LeadsBrokers)
        {
            _brokers.Connected(Broker, _loop.NowMs);
        }

        _backoff.Connected(_loop.NowMs);
        _incoming.Begin(isNewSession: !sessionPresent);
        _exchanges.Resume(limits, sessionPresent, _loop.NowMs);
        _listener.Connected(this, sessionPresent);
    }

    private void Lose(string reason, int refusal = ReasonCodes.Success)
    {
        if (_state is MqttLinkState.Closed or MqttLinkState.Waiting)
        {
            return;
        }

        if (IsConnected && _exchanges.OnEnded(_loop.NowMs) is var octets and > 0)
        {
            reason += $"; given up is the message of {octets} octets for which it ends the connection each time";
        }

        TellBrokers();
        Drop();
        if (Options.Reconnects && !(_handshake.IsFirst && Options.MustSucceedFirst))
        {
            _state = MqttLinkState.Waiting;
            _backoff.Ended(_loop.NowMs);
            _deadlineMs = _loop.NowMs + _backoff.NextMs();
        }
        else
        {
            _state = MqttLinkState.Closed;
            _link.Release();
        }

        _listener.Disconnected(this, reason, refusal);
    }

    private void TellBrokers()
    {
        if (!Options.LeadsBrokers)
        {
            return;
        }

        if (IsConnected)
        {
            _brokers.Lost(Broker, _loop.NowMs);
        }
        else if (_state != MqttLinkState.Waiting)
        {
            _brokers.Failed(Broker, _loop.NowMs);
        }
    }

    private string Silence() => _link.Input.FirstOctet is { } first ? $"; {Answer(first)}"
        : _link.Stage.Length > 0 ? $"; it waits for {_link.Stage}"
        : "";

    private string Answer(byte? first) => NoBrokerText.Describe(first, _brokers.NeedsStreams);

    private void Drop()
    {
        _keepAlive.OnHeard();
        _link.Drop();
        _exchanges.OnDropped();
    }
}
