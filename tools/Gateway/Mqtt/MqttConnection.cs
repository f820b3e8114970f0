using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using SensorNet.GatewayService.Udp;
using SensorNet.Links;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// A connection to the broker on a shard's thread: nothing waits. Packets gather in one buffer and go out in one write
/// when the shard's batch is done; what comes back is read where it arrived. Only connecting happens elsewhere.
/// </summary>
internal sealed class MqttConnection
{
    /// <summary>Messages under way from which on TCP may take its time with acknowledging.</summary>
    private const int QuickAckBelow = 16;

    /// <summary>Reads in a row before others get their turn.</summary>
    private const int ReadsMax = 4;

    /// <summary>A connection that the broker ends sooner, in milliseconds, and without having acknowledged anything, was of no use.</summary>
    private const int UsefulMs = 5_000;

    /// <summary>Useless connections in a row after which the messages under way go out one at a time, to find the one that the broker cannot take.</summary>
    private const int UselessBeforeCare = 2;

    private readonly MqttOptions _options;
    private readonly IMqttListener _listener;
    private readonly ILoop _loop;
    private readonly PacketFactory _factory;
    private readonly OutputBuffer _output;
    private readonly InputBuffer _input;
    private readonly InFlightTable _inFlight;
    private readonly SendWindow _window;
    private readonly HeldMessages _held = new();
    private readonly Backoff _backoff;
    private readonly bool _version5;

    private int _key;
    private Socket? _socket;
    private MqttLinkState _state;
    private object? _attempt;
    private IPAddress[] _addresses = [];
    private int _nextAddress;
    private long _deadlineMs;
    private long _sentMs;
    private long _heardMs;
    private bool _pinged;
    private bool _flushQueued;
    private bool _writeWanted;
    private long _packetBytesMax = long.MaxValue;
    private int _qosMax = 2;
    private bool _takesRetain = true;

    // What the present connection was good for, and how many before it were good for nothing.
    private long _connectedMs;
    private bool _isUseful;
    private int _uselessCount;

    // One at a time: the messages that are still to be sent again, and the one that is out alone; 0 when none is.
    private readonly Queue<int> _careful = new();
    private int _alone;

    private string? _failure;

    // Not yet connected since it was made: what the broker keeps of an earlier process is not ours.
    private bool _isFirst = true;

    public MqttConnection(MqttOptions options, PacketFactory factory, IMqttListener listener, ILoop loop)
    {
        _options = options;
        _listener = listener;
        _loop = loop;
        _version5 = options.Version == MqttProtocolVersion.V500;
        _factory = factory;
        _output = new OutputBuffer(options.OutputBytesMax);
        _input = new InputBuffer(options.InputBytesMin, options.InputBytesMax);
        _inFlight = new InFlightTable(options.InFlightMax);
        _window = new SendWindow(_inFlight, options.ExactlyOnceInFlightMax);
        _backoff = new Backoff(Random.Shared, options.BackoffMinMs, options.BackoffMaxMs);
    }

    public MqttOptions Options => _options;

    /// <summary>A number of the owner's.</summary>
    public int Owner { get; init; }

    public bool IsConnected => _state == MqttLinkState.Connected;

    /// <summary>It is down, and is tried again by itself.</summary>
    public bool IsWaiting => _state == MqttLinkState.Waiting;

    /// <summary>Messages of QoS 1 and 2 that the broker has not acknowledged, those that wait for their turn included.</summary>
    public int InFlightCount => _inFlight.Count;

    public int PendingBytes => _output.Pending;

    /// <summary>Begins to connect; the listener is told how it went.</summary>
    public void Open()
    {
        _key = _loop.Register(this);
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
            if (sendDisconnect)
            {
                _output.TryAppend(_factory.Disconnect());
            }

            _output.Send(_socket!);
        }

        Drop();
        _state = MqttLinkState.Closed;
        _loop.Release(_key);
    }

    /// <summary>
    /// Takes a message; at QoS 1 and 2 <see cref="IMqttListener.Published"/> tells its end by the token, and it waits for its turn where the broker
    /// takes no more at once. False where it is not connected or a limit is reached: packet ids, octets, or what the broker said of itself in CONNACK.
    /// </summary>
    public bool TryPublish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, int qos, bool retain, int token)
    {
        if (!IsConnected || OutputBuffer.PublishBytes(topic.Length, payload.Length) > _packetBytesMax || (qos > 0 && _qosMax == 0))
        {
            // At the broker's highest QoS of 0 there would be no acknowledgement to pass on.
            return false;
        }

        // [MQTT-3.2.2-11], [MQTT-3.2.2-14]: what the broker says in CONNACK that it does not have ends the connection when it is asked for.
        qos = Math.Min(qos, _qosMax);
        retain &= _takesRetain;
        return qos == 0 ? TrySend(topic, payload, retain) : TrySendOrWait(topic, payload, qos, retain, token);
    }

    private bool TrySend(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool retain)
    {
        if (_alone != 0 || !_output.Fits(topic.Length, payload.Length))
        {
            return false;
        }

        _output.Publish(topic, payload, 0, retain, 0, _version5);
        QueueFlush();
        return true;
    }

    private bool TrySendOrWait(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, int qos, bool retain, int token)
    {
        var goesOut = _alone == 0 && _window.IsOpen(qos) && _output.Fits(topic.Length, payload.Length);
        var isKept = !goesOut || _options.KeepsExchanges;
        var length = OutputBuffer.PublishLength(topic.Length, payload.Length, qos, _version5);
        if (isKept && _inFlight.KeptBytes + length > _output.BytesMax)
        {
            return false;
        }

        var id = _inFlight.Add(qos == 1 ? InFlightKind.AtLeastOnce : InFlightKind.ExactlyOnce, token);
        if (id == 0)
        {
            return false;
        }

        if (isKept)
        {
            OutputBuffer.WritePublish(_inFlight.Keep(id, length), topic, payload, qos, retain, id, _version5);
        }

        if (goesOut)
        {
            _output.Publish(topic, payload, qos, retain, id, _version5);
            _window.Send(id);
            QueueFlush();
        }
        else
        {
            _window.Wait(id);
        }

        return true;
    }

    // What waits goes out as far as the broker and the socket take it.
    private void SendWaiting()
    {
        while (IsConnected && _alone == 0 && _window.Next() is var id and > 0 && _output.Fits(_inFlight.Packet(id).Length))
        {
            Append(_inFlight.Packet(id));
            _window.Send(id);
            if (!_options.KeepsExchanges)
            {
                _inFlight.LetGo(id);
            }
        }
    }

    public bool TrySubscribe(string filter, int qos, int token) =>
        IsConnected && TryRequest(InFlightKind.Subscribe, token, id => _factory.Subscribe(id, filter, qos));

    public bool TryUnsubscribe(string filter, int token) =>
        IsConnected && TryRequest(InFlightKind.Unsubscribe, token, id => _factory.Unsubscribe(id, filter));

    /// <summary>Takes over a message of QoS 1 or 2 from the broker; the token came with it.</summary>
    public void Acknowledge(int token)
    {
        // While the connection is away its session can outlive it: then the broker sends the message again, and is answered then.
        if (_held.TryTakeOver(token, out var packetId, out var qos) && IsConnected)
        {
            Answer(qos == 1 ? PacketType.PubAck : PacketType.PubRec, packetId);
        }
    }

    /// <summary>Writes what has gathered.</summary>
    public void Flush()
    {
        _flushQueued = false;
        if (_state == MqttLinkState.Connecting)
        {
            if (_socket is null && _attempt is null)
            {
                TryNextAddress();
            }

            return;
        }

        if (_socket is null)
        {
            return;
        }

        if (_failure is not null)
        {
            Lose(_failure);
            return;
        }

        if (_output.Pending == 0)
        {
            return;
        }

        var error = _output.Send(_socket);
        _sentMs = _loop.NowMs;
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            Lose($"write: {error}");
            return;
        }

        WantWrite(error == SocketError.WouldBlock);
        SendWaiting();
    }

    public void OnReady(bool canRead, bool canWrite)
    {
        if (_state == MqttLinkState.Connecting)
        {
            if (_socket is not null)
            {
                FinishConnecting();
            }

            return;
        }

        if (canWrite)
        {
            Flush();
        }

        for (var reads = 0; canRead && _socket is not null && reads < ReadsMax; reads++)
        {
            canRead = ReadOnce();
        }

        AcknowledgeAtOnce();
    }

    // Mosquitto leaves Nagle's algorithm on: it holds back its next PUBACK until TCP has acknowledged the last one, which Linux would
    // put off until there is something to send. With much under way there is, soon, and fewer larger reads are cheaper.
    // The option lasts until the next acknowledgement only (tcp(7), TCP_QUICKACK).
    private void AcknowledgeAtOnce()
    {
        if (_socket is not null && _inFlight.Count < QuickAckBelow && OperatingSystem.IsLinux())
        {
            var on = 1;
            _socket.SetRawSocketOption(Libc.TcpLevel, Libc.QuickAck, MemoryMarshal.AsBytes(new ReadOnlySpan<int>(in on)));
        }
    }

    /// <summary>Timeouts, keep alive and the next attempt.</summary>
    public void OnTime()
    {
        var now = _loop.NowMs;
        switch (_state)
        {
            case MqttLinkState.Waiting when now >= _deadlineMs:
                Attempt();
                break;
            case MqttLinkState.Connecting or MqttLinkState.Greeting when now >= _deadlineMs:
                Lose($"no answer within {_options.ConnectTimeoutMs} ms");
                break;
            case MqttLinkState.Connected when _options.KeepAliveSeconds > 0:
                KeepAlive(now);
                break;
        }
    }

    private void KeepAlive(long now)
    {
        var keepAliveMs = _options.KeepAliveSeconds * 1000L;
        if (_pinged && now - _heardMs > keepAliveMs * 3 / 2)
        {
            Lose($"nothing heard for {now - _heardMs} ms");
        }
        else if (!_pinged && Math.Max(now - _sentMs, now - _heardMs) >= keepAliveMs * 3 / 4)
        {
            _pinged = true;
            Append([PacketType.PingReq, 0]);
        }
    }

    private void Attempt()
    {
        _state = MqttLinkState.Connecting;
        _deadlineMs = _loop.NowMs + _options.ConnectTimeoutMs;
        _addresses = [];
        _nextAddress = 0;
        var attempt = new object();
        _attempt = attempt;
        if (IPAddress.TryParse(_options.Host, out var address))
        {
            OnResolved(attempt, [address], null);
        }
        else
        {
            _ = ResolveAsync(attempt);
        }
    }

    // On the thread pool: resolving a name can take long.
    private async Task ResolveAsync(object attempt)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(_options.Host).ConfigureAwait(false);
            _loop.Post(() => OnResolved(attempt, addresses, "the name has no address"));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            _loop.Post(() => OnResolved(attempt, [], e.Message));
        }
    }

    private void OnResolved(object attempt, IPAddress[] addresses, string? failure)
    {
        // Another attempt, or none, may be under way by now.
        if (_attempt == attempt)
        {
            _attempt = null;
            _addresses = addresses;
            _failure = failure;
            QueueFlush();
        }
    }

    // Not with ConnectAsync: a socket that was used so wakes .NET's own threads for each packet ever after.
    private void TryNextAddress()
    {
        while (_nextAddress < _addresses.Length)
        {
            var address = _addresses[_nextAddress++];
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
            try
            {
                socket.Connect(address, _options.Port);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // As it must be: the poller tells when it is connected.
            }
            catch (SocketException e)
            {
                _failure = e.Message;
                socket.Dispose();
                continue;
            }

            _socket = socket;
            _loop.Poller.Add(socket, _key);
            WantWrite(true);
            return;
        }

        Lose(_failure ?? "no address");
    }

    private void FinishConnecting()
    {
        var error = (SocketError)(int)_socket!.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        if (error != SocketError.Success)
        {
            _failure = new SocketException((int)error).Message;
            CloseSocket();
            TryNextAddress();
            return;
        }

        _failure = null;
        WantWrite(false);
        _state = MqttLinkState.Greeting;
        _heardMs = _loop.NowMs;
        Append(_factory.Connect(_options, _options.StartsClean && _isFirst));
    }

    private bool ReadOnce()
    {
        var count = _input.Receive(_socket!, out var error);
        if (error == SocketError.WouldBlock)
        {
            return false;
        }

        if (count == 0)
        {
            Lose(error == SocketError.Success ? "closed by the broker" : $"read: {error}");
            return false;
        }

        _heardMs = _loop.NowMs;
        _pinged = false;
        var more = _input.WasFilled;
        while (_input.TryNext())
        {
            Handle(_input.Header, _input.BodyOffset, _input.BodyLength);
            if (_socket is null)
            {
                return false;
            }
        }

        if (_input.Malformed)
        {
            Lose("malformed packet length");
            return false;
        }

        return more;
    }

    private void Handle(byte header, int offset, int length)
    {
        if (_state == MqttLinkState.Greeting)
        {
            HandleGreeting(header, offset, length);
            return;
        }

        switch (header & PacketType.TypeMask)
        {
            case PacketType.Publish:
                HandlePublish(header, offset, length);
                break;
            case PacketType.PubAck:
            case PacketType.PubRec:
            case PacketType.PubRel & PacketType.TypeMask:
            case PacketType.PubComp:
                HandleAck(header & PacketType.TypeMask, offset, length);
                break;
            case PacketType.SubAck:
            case PacketType.UnsubAck:
            case PacketType.Disconnect:
                HandleRare(header, offset, length);
                break;
            case PacketType.PingResp:
                break;
            default:
                Lose($"unexpected packet 0x{header:X2}");
                break;
        }
    }

    private void HandleGreeting(byte header, int offset, int length)
    {
        if (header != PacketType.ConnAck)
        {
            Lose($"packet 0x{header:X2} instead of CONNACK");
            return;
        }

        if (Decode(header, offset, length) is not MqttConnAckPacket answer)
        {
            return;
        }

        var refusal = _version5
            ? answer.ReasonCode == MqttConnectReasonCode.Success ? null : answer.ReasonCode.ToString()
            : answer.ReturnCode == MqttConnectReturnCode.ConnectionAccepted ? null : answer.ReturnCode.ToString();
        if (refusal is not null)
        {
            Lose($"refused by the broker: {refusal}", refused: true);
            return;
        }

        var begins = _isFirst && _options.StartsClean && !_options.CleanSession;
        _isFirst = false;
        if (begins && !_version5)
        {
            // MQTT 3.1.1, 3.1.2.4: CleanSession both forgets the old session and keeps no new one, so it takes two connections.
            _output.TryAppend(_factory.Disconnect());
            _output.Send(_socket!);
            Drop();
            Attempt();
            return;
        }

        _state = MqttLinkState.Connected;
        _connectedMs = _loop.NowMs;
        _backoff.Connected(_connectedMs);
        _window.Open(_version5 ? answer.ReceiveMaximum : 0);
        _packetBytesMax = _version5 && answer.MaximumPacketSize > 0 ? answer.MaximumPacketSize : long.MaxValue;
        _qosMax = _version5 ? (int)answer.MaximumQoS : 2;
        _takesRetain = !_version5 || answer.RetainAvailable;
        Resume(answer.IsSessionPresent);
        _listener.Connected(this, answer.IsSessionPresent);
    }

    // MQTT 3.1.1, 4.4: what was not acknowledged is sent again in its order. Where the broker has forgotten the session,
    // a message it had acknowledged with PUBREC is its responsibility, and it knows nothing of our PUBREL.
    private void Resume(bool sessionPresent)
    {
        if (!sessionPresent)
        {
            _held.BeginSession();
        }

        foreach (var id in _inFlight.InOrder())
        {
            switch (_inFlight.Kind(id))
            {
                case InFlightKind.AtLeastOnce or InFlightKind.ExactlyOnce when _inFlight.Packet(id).Length > _packetBytesMax:
                    Finish(id, accepted: false);
                    break;
                case InFlightKind.AtLeastOnce or InFlightKind.ExactlyOnce:
                    ResumePublish(id, sessionPresent);
                    break;
                case InFlightKind.Release when sessionPresent:
                    Answer(PacketType.PubRel, id);
                    _window.Send(id);
                    break;
                case InFlightKind.Release:
                    Finish(id, accepted: true);
                    break;
            }
        }

        SendNextAlone();
    }

    private void ResumePublish(int id, bool sessionPresent)
    {
        if (!_inFlight.IsOut(id))
        {
            _window.Wait(id);
            return;
        }

        if (sessionPresent)
        {
            _inFlight.Packet(id)[0] |= PacketType.DupFlag;
        }

        if (_uselessCount >= UselessBeforeCare)
        {
            _careful.Enqueue(id);
        }
        else
        {
            _window.Wait(id);
        }
    }

    private void SendNextAlone()
    {
        _alone = 0;
        if (_careful.TryDequeue(out var id))
        {
            _alone = id;
            Append(_inFlight.Packet(id));
            _window.Send(id);
            return;
        }

        SendWaiting();
    }

    private void HandlePublish(byte header, int offset, int length)
    {
        var buffer = _input.Buffer;
        var end = offset + length;
        var qos = (header >> PacketType.QosShift) & PacketType.QosMask;
        if (length < 2 || qos == 3)
        {
            Lose("malformed PUBLISH");
            return;
        }

        var topicLength = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(offset));
        var at = offset + 2 + topicLength;
        var id = 0;
        if (qos > 0 && at + 2 <= end)
        {
            id = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(at));
            at += 2;
        }

        if (at > end || (qos > 0 && id == 0) || (_version5 && !_input.Oversize && !TrySkipProperties(buffer, ref at, end)))
        {
            Lose("malformed PUBLISH");
            return;
        }

        if (_input.Oversize)
        {
            RefuseOversize(qos, id);
            return;
        }

        if (qos > 0 && !_held.TryAdd(id))
        {
            // Repeated after a reconnection: its owner has it still, or our PUBREC was lost (MQTT 3.1.1, 4.3.3).
            if (qos == 2 && _held.AwaitsRelease(id))
            {
                Answer(PacketType.PubRec, id);
            }

            return;
        }

        var message = new ReceivedPublish(
            offset + 2, topicLength, at, end - at, qos, (header & PacketType.RetainFlag) != 0, qos == 0 ? 0 : _held.Token(id, qos));
        _listener.Received(this, buffer, in message);
    }

    // No datagram can hold it. Unacknowledged it would come again and again.
    private void RefuseOversize(int qos, int id)
    {
        _listener.Oversized(this);
        if (qos > 0)
        {
            Answer(qos == 1 ? PacketType.PubAck : PacketType.PubRec, id);
        }
    }

    private void HandleAck(int type, int offset, int length)
    {
        if (length < 2)
        {
            Lose("malformed acknowledgement");
            return;
        }

        var id = BinaryPrimitives.ReadUInt16BigEndian(_input.Buffer.AsSpan(offset));

        // MQTT 5, 3.4.2.1: without a reason code it is success; 0x80 and up are refusals.
        var accepted = length == 2 || _input.Buffer[offset + 2] < 0x80;
        if (type == (PacketType.PubRel & PacketType.TypeMask))
        {
            _held.Release(id);
            Answer(PacketType.PubComp, id);
            return;
        }

        var kind = _inFlight.Kind(id);
        if (type == PacketType.PubRec && kind is InFlightKind.ExactlyOnce or InFlightKind.Release && accepted)
        {
            _inFlight.Released(id);
            Answer(PacketType.PubRel, id);
            Took(id);
        }
        else if ((type == PacketType.PubAck && kind == InFlightKind.AtLeastOnce)
            || (type == PacketType.PubRec && kind == InFlightKind.ExactlyOnce)
            || (type == PacketType.PubComp && kind == InFlightKind.Release))
        {
            // PUBCOMP with a reason is for an id that the broker did not know: it has the message all the same.
            Finish(id, accepted || type == PacketType.PubComp);
            Took(id);
        }
    }

    private void Took(int id)
    {
        _isUseful = true;
        if (id == _alone)
        {
            SendNextAlone();
        }
        else
        {
            SendWaiting();
        }
    }

    private void Finish(int id, bool accepted)
    {
        _window.End(id);
        _listener.Published(this, _inFlight.Remove(id), accepted);
    }

    private void HandleRare(byte header, int offset, int length)
    {
        switch (Decode(header, offset, length))
        {
            case MqttSubAckPacket answer when _inFlight.Kind(answer.PacketIdentifier) == InFlightKind.Subscribe:
                var granted = answer.ReasonCodes is { Count: > 0 } codes && (int)codes[0] <= 2 ? (int)codes[0] : -1;
                _listener.Subscribed(this, _inFlight.Remove(answer.PacketIdentifier), granted);
                break;
            case MqttUnsubAckPacket answer when _inFlight.Kind(answer.PacketIdentifier) == InFlightKind.Unsubscribe:
                _listener.Unsubscribed(this, _inFlight.Remove(answer.PacketIdentifier));
                break;
            case MqttDisconnectPacket goodbye:
                Lose($"the broker disconnects: {goodbye.ReasonCode} {goodbye.ReasonString}".TrimEnd());
                break;
        }
    }

    private MqttPacket? Decode(byte header, int offset, int length)
    {
        try
        {
            return _factory.Decode(header, _input.Buffer, offset, length);
        }
        catch (Exception e) when (e is MqttProtocolViolationException or ArgumentException or IndexOutOfRangeException)
        {
            Lose($"malformed packet 0x{header:X2}: {e.Message}");
            return null;
        }
    }

    private bool TryRequest(InFlightKind kind, int token, Func<int, byte[]> packet)
    {
        var id = _inFlight.Add(kind, token);
        if (id == 0)
        {
            return false;
        }

        if (_output.TryAppend(packet(id)))
        {
            QueueFlush();
            return true;
        }

        _inFlight.Remove(id);
        return false;
    }

    private void Answer(byte type, int packetId)
    {
        if (!_output.TryAck(type, packetId))
        {
            Overflow();
        }

        QueueFlush();
    }

    private void Append(ReadOnlySpan<byte> packet)
    {
        if (!_output.TryAppend(packet))
        {
            Overflow();
        }

        QueueFlush();
    }

    // The listener hears of it when the batch is done, as it may be the one who is calling.
    private void Overflow() => _failure ??= $"the broker reads too slowly: {_output.Pending} octets wait";

    private void QueueFlush()
    {
        if (!_flushQueued)
        {
            _flushQueued = true;
            _loop.FlushLater(this);
        }
    }

    private void WantWrite(bool want)
    {
        if (_writeWanted != want)
        {
            _writeWanted = want;
            _loop.Poller.WantWrite(_socket!, _key, want);
        }
    }

    private void Lose(string reason, bool refused = false)
    {
        if (_state is MqttLinkState.Closed or MqttLinkState.Waiting)
        {
            return;
        }

        reason += NoteUse();
        Drop();
        if (_options.Reconnects && !(_isFirst && _options.MustSucceedFirst))
        {
            _state = MqttLinkState.Waiting;
            _backoff.Ended(_loop.NowMs);
            _deadlineMs = _loop.NowMs + _backoff.NextMs();
        }
        else
        {
            _state = MqttLinkState.Closed;
            _loop.Release(_key);
        }

        _listener.Disconnected(this, reason, refused);
    }

    // A message that the broker answers by ending the connection (longer than it takes, say: MQTT 3.1.1 cannot tell) would be sent again for ever, and nothing else go through.
    private string NoteUse()
    {
        if (_state != MqttLinkState.Connected)
        {
            return "";
        }

        _uselessCount = _isUseful || _loop.NowMs - _connectedMs >= UsefulMs ? 0 : _uselessCount + 1;
        var culprit = _uselessCount > 0 ? _alone : 0;
        _isUseful = false;
        _alone = 0;
        _careful.Clear();
        if (culprit == 0)
        {
            return "";
        }

        var length = _inFlight.Packet(culprit).Length;
        _uselessCount = 0;
        Finish(culprit, accepted: false);
        return $"; given up is the message of {length} octets for which it ends the connection each time";
    }

    private void Drop()
    {
        _attempt = null;
        CloseSocket();
        _pinged = false;
        _failure = null;
        _output.Clear();
        _input.Clear();
        Forget();
    }

    private void CloseSocket()
    {
        if (_socket is not null)
        {
            _loop.Poller.Remove(_socket, _key);
            _socket.Dispose();
            _socket = null;
        }

        _writeWanted = false;
    }

    // Requests end with their connection; so do messages, unless the session goes on.
    private void Forget()
    {
        foreach (var id in _inFlight.InOrder())
        {
            var isRequest = _inFlight.Kind(id) is InFlightKind.Subscribe or InFlightKind.Unsubscribe;
            if (isRequest || !_options.KeepsExchanges)
            {
                _inFlight.Remove(id);
            }
        }
    }

    private static bool TrySkipProperties(byte[] buffer, ref int at, int end)
    {
        var length = 0;
        for (var shift = 0; shift <= 21; shift += 7)
        {
            if (at == end)
            {
                return false;
            }

            var octet = buffer[at++];
            length |= (octet & 0x7F) << shift;
            if ((octet & 0x80) == 0)
            {
                at += length;
                return at <= end;
            }
        }

        return false;
    }
}
