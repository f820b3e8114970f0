using MQTTnet.Formatter;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// What the broker is asked and has to answer: PUBLISH at QoS 1 and 2, SUBSCRIBE and UNSUBSCRIBE, from their packet id to their end, over the
/// connections of a session.
/// </summary>
internal sealed class Exchanges
{
    private readonly MqttOptions _options;
    private readonly MqttLink _link;
    private readonly Action<int, bool> _ended;
    private readonly bool _version5;
    private readonly InFlightTable _inFlight;
    private readonly SendWindow _window;
    private readonly Isolation _isolation = new();
    private readonly ExchangeMemory _memory;
    private BrokerLimits _limits = BrokerLimits.None;

    /// <param name="options">The connection's.</param>
    /// <param name="link">Where packets go out.</param>
    /// <param name="ended">Told how a PUBLISH ended: its token, and whether the broker has it for good, or refuses it.</param>
    public Exchanges(MqttOptions options, MqttLink link, Action<int, bool> ended)
    {
        _options = options;
        _link = link;
        _ended = ended;
        _version5 = options.Version == MqttProtocolVersion.V500;
        _inFlight = new InFlightTable(options.InFlightMax);
        _memory = options.KeepsExchanges ? options.Memory : ExchangeMemory.None;
        Restore(_memory.Packets);
        _window = new SendWindow(_inFlight, _isolation, options.ExactlyOnceInFlightMax);
    }

    /// <summary>Those that are not over, messages that wait for their turn included.</summary>
    public int Count => _inFlight.Count;

    /// <summary>The present point in the order of what is asked.</summary>
    public long Point => _inFlight.NextSequence;

    /// <summary>Whether all that was asked before a point is over.</summary>
    public bool IsOver(long point) => !_inFlight.HasBefore(point);

    /// <summary>
    /// Takes a message; at QoS 1 and 2 its end is told by the token, and it waits for its turn where the broker takes no more at once. False where a
    /// limit is reached: packet ids, octets, or what the broker said of itself in CONNACK.
    /// </summary>
    public bool TryPublish(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, int qos, bool retain, int token)
    {
        if (OutputBuffer.PublishBytes(topic.Length, payload.Length) > _limits.PacketBytesMax || (qos > 0 && _limits.QosMax == 0))
        {
            // At the broker's highest QoS of 0 there would be no acknowledgement to pass on.
            return false;
        }

        // [MQTT-3.2.2-11], [MQTT-3.2.2-14]: what the broker says in CONNACK that it does not have ends the connection when it is asked for.
        qos = Math.Min(qos, _limits.QosMax);
        retain &= _limits.TakesRetain;
        return qos == 0 ? TrySend(topic, payload, retain) : TrySendOrWait(topic, payload, qos, retain, token);
    }

    /// <summary>Sends SUBSCRIBE or UNSUBSCRIBE. False where a limit is reached: packet ids or octets.</summary>
    public bool TryRequest(InFlightKind kind, int token, Func<int, byte[]> packet)
    {
        int id = _inFlight.Add(kind, token);
        if (id == 0)
        {
            return false;
        }

        if (_link.Output.TryAppend(packet(id)))
        {
            _link.FlushLater();
            return true;
        }

        _inFlight.Remove(id);
        return false;
    }

    /// <summary>
    /// A connection is up. MQTT 3.1.1, 4.4: what was not acknowledged is sent again in its order. Where the broker has forgotten the session, a
    /// message that it had acknowledged with PUBREC is its responsibility, and it knows nothing of our PUBREL.
    /// </summary>
    public void Resume(in BrokerLimits limits, bool sessionPresent, long nowMs)
    {
        _limits = limits;
        _isolation.OnConnected(nowMs);
        _window.Open(limits.ReceiveMaximum);
        foreach (int id in _inFlight.InOrder())
        {
            switch (_inFlight.Kind(id))
            {
                case InFlightKind.AtLeastOnce or InFlightKind.ExactlyOnce when _inFlight.Packet(id).Length > limits.PacketBytesMax:
                    End(id, accepted: false);
                    break;
                case InFlightKind.AtLeastOnce or InFlightKind.ExactlyOnce:
                    if (sessionPresent && _inFlight.IsOut(id))
                    {
                        _inFlight.Packet(id)[0] |= PacketType.DupFlag;
                    }

                    _window.Wait(id);
                    break;
                case InFlightKind.Release when sessionPresent:
                    _link.Acknowledge(PacketType.PubRel, id);
                    _window.Send(id);
                    break;
                case InFlightKind.Release:
                    End(id, accepted: true);
                    break;
            }
        }

        SendWaiting();
    }

    /// <summary>
    /// The connection has ended, after which it may be resumed. Requests end with it; so do messages, unless the session goes on.
    /// </summary>
    /// <returns>The octets of a message that was given up, because the broker ended each connection for it; 0 for none.</returns>
    public int OnEnded(long nowMs)
    {
        int culprit = _isolation.OnEnded(nowMs);
        if (culprit == 0)
        {
            return 0;
        }

        int length = _inFlight.Packet(culprit).Length;
        End(culprit, accepted: false);
        return length;
    }

    /// <summary>The link was dropped: requests are over, and so are messages, unless the session goes on.</summary>
    public void OnDropped()
    {
        _window.Close();
        foreach (int id in _inFlight.InOrder())
        {
            if (_inFlight.Kind(id) is InFlightKind.Subscribe or InFlightKind.Unsubscribe || !_options.KeepsExchanges)
            {
                _inFlight.Remove(id);
            }
        }
    }

    /// <summary>PUBACK, PUBREC or PUBCOMP has come.</summary>
    /// <param name="type">The packet's type.</param>
    /// <param name="id">Its packet id: any number.</param>
    /// <param name="accepted">Whether it has no reason code of a refusal.</param>
    public void OnAcknowledged(int type, int id, bool accepted)
    {
        InFlightKind kind = _inFlight.Kind(id);
        if (type == PacketType.PubRec && kind is InFlightKind.ExactlyOnce or InFlightKind.Release && accepted)
        {
            if (kind == InFlightKind.ExactlyOnce)
            {
                // Before PUBREL leaves: a PUBLISH after it would be another message to the broker.
                _inFlight.Released(id);
                _memory.Release(Kept(id, retain: false));
            }

            _link.Acknowledge(PacketType.PubRel, id);
            _isolation.OnAcknowledged(id);
            SendWaiting();
        }
        else if ((type == PacketType.PubAck && kind == InFlightKind.AtLeastOnce)
            || (type == PacketType.PubRec && kind == InFlightKind.ExactlyOnce)
            || (type == PacketType.PubComp && kind == InFlightKind.Release))
        {
            // PUBCOMP with a reason is for an id that the broker did not know: it has the message all the same.
            End(id, accepted || type == PacketType.PubComp);
            _isolation.OnAcknowledged(id);
            SendWaiting();
        }
    }

    /// <summary>SUBACK or UNSUBACK has come.</summary>
    /// <returns>The token of the request; 0 where the packet id is of none.</returns>
    public int TakeRequest(InFlightKind kind, int packetId) => _inFlight.Kind(packetId) == kind ? _inFlight.Remove(packetId) : 0;

    /// <summary>What waits goes out as far as the broker and the link take it.</summary>
    public void SendWaiting()
    {
        while (_window.Next() is var id and > 0 && _link.Output.Fits(_inFlight.Packet(id).Length))
        {
            _link.Append(_inFlight.Packet(id));
            _window.Send(id);
            if (!_options.KeepsExchanges)
            {
                _inFlight.LetGo(id);
            }
        }
    }

    private bool TrySend(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, bool retain)
    {
        if (_isolation.IsActive || !_link.Output.Fits(topic.Length, payload.Length))
        {
            return false;
        }

        _link.Output.Publish(topic, payload, 0, retain, 0, _version5);
        _link.FlushLater();
        return true;
    }

    private bool TrySendOrWait(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload, int qos, bool retain, int token)
    {
        bool goesOut = _window.IsOpen(qos) && _link.Output.Fits(topic.Length, payload.Length);
        bool isKept = !goesOut || _options.KeepsExchanges;
        int length = OutputBuffer.PublishLength(topic.Length, payload.Length, qos, _version5);
        if (isKept && _inFlight.KeptBytes + length > _link.Output.BytesMax)
        {
            return false;
        }

        int id = _inFlight.Add(qos == 1 ? InFlightKind.AtLeastOnce : InFlightKind.ExactlyOnce, token);
        if (id == 0)
        {
            return false;
        }

        if (isKept)
        {
            OutputBuffer.WritePublish(_inFlight.Keep(id, length), topic, payload, qos, retain, id, _version5);
        }

        if (qos == 2)
        {
            _memory.Keep(Kept(id, retain), topic, payload);
        }

        if (goesOut)
        {
            _link.Output.Publish(topic, payload, qos, retain, id, _version5);
            _window.Send(id);
            _link.FlushLater();
        }
        else
        {
            _window.Wait(id);
        }

        return true;
    }

    /// <summary>Nothing of it outlives the process any more.</summary>
    public void Forget()
    {
        foreach (int id in _inFlight.InOrder())
        {
            _memory.End(id);
        }
    }

    // They count as sent: they are sent again when the connection is up.
    private void Restore(IReadOnlyList<RestoredPacket> packets)
    {
        foreach ((KeptPacket packet, byte[]? topic, byte[] payload) in packets)
        {
            InFlightKind kind = topic is null ? InFlightKind.Release : InFlightKind.ExactlyOnce;
            if (_inFlight.Restore(packet.PacketId, kind, packet.Token, packet.Sequence) && topic is not null)
            {
                int length = OutputBuffer.PublishLength(topic.Length, payload.Length, 2, _version5);
                OutputBuffer.WritePublish(
                    _inFlight.Keep(packet.PacketId, length), topic, payload, 2, packet.Retain, packet.PacketId, _version5);
            }
        }

        _inFlight.EndRestore();
    }

    private KeptPacket Kept(int id, bool retain) => new(id, _inFlight.Token(id), _inFlight.Sequence(id), retain);

    private void End(int id, bool accepted)
    {
        if (_inFlight.Kind(id) is InFlightKind.ExactlyOnce or InFlightKind.Release)
        {
            _memory.End(id);
        }

        _window.End(id);
        _ended(_inFlight.Remove(id), accepted);
    }
}
