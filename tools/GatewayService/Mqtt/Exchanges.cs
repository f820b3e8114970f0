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
    private readonly Action<int, int> _published;
    private readonly Action<int, int> _subscribed;
    private readonly bool _version5;
    private readonly PublishProperties _properties;
    private readonly TopicAliases _aliases;
    private readonly InFlightTable _inFlight;
    private readonly SendWindow _window;
    private readonly Isolation _isolation = new();
    // What is refused here, to be told when the batch is done: a token each, of which there are InFlightMax.
    private readonly List<(InFlightKind Kind, int Token, int ReasonCode)> _refused = [];
    private readonly ExchangeMemory _memory;

    /// <param name="options">The connection's.</param>
    /// <param name="link">Where packets go out.</param>
    /// <param name="published">Told how a PUBLISH ended: its token, and the reason code.</param>
    /// <param name="subscribed">Told of a SUBSCRIBE that is refused here: its token, and the reason code.</param>
    public Exchanges(MqttOptions options, MqttLink link, Action<int, int> published, Action<int, int> subscribed)
    {
        _options = options;
        _link = link;
        _published = published;
        _subscribed = subscribed;
        _version5 = options.Version == MqttProtocolVersion.V500;
        _properties = new PublishProperties(_version5 ? options.UserPropertyGateway : null);
        _aliases = new TopicAliases(_version5 ? options.TopicAliasMax : 0);
        _inFlight = new InFlightTable(options.InFlightMax);
        _memory = options.Memory;
        Restore(_memory.Packets);
        _window = new SendWindow(_inFlight, _isolation, options.ExactlyOnceInFlightMax);
    }

    /// <summary>What the broker says that it takes.</summary>
    public BrokerLimits Limits { get; private set; } = BrokerLimits.None;

    /// <summary>Those that are not over, messages that wait for their turn included.</summary>
    public int Count => _inFlight.Count;

    /// <summary>The present point in the order of what is asked.</summary>
    public long Point => _inFlight.NextSequence;

    /// <summary>Whether all that was asked before a point is over.</summary>
    public bool IsOver(long point) => !_inFlight.HasBefore(point);

    /// <summary>
    /// Takes a message; at QoS 1 and 2 its end is told by the token, and it waits for its turn where the broker takes no more at once. False where a
    /// limit is reached: packet ids, octets, or, at QoS 0, what the broker said of itself in CONNACK.
    /// </summary>
    public bool TryPublish(in OutgoingPublish asked, int token, ReadOnlySpan<byte> publisher)
    {
        // [MQTT-3.2.2-11], [MQTT-3.2.2-14]: what the broker says in CONNACK that it does not have ends the connection when it is asked for.
        OutgoingPublish message = new OutgoingPublish
        {
            Topic = asked.Topic,
            Payload = asked.Payload,
            Properties = _properties.Of(publisher),
            Qos = Math.Min(asked.Qos, Math.Min(Limits.QosMax, _options.QosMax)),
            Retain = asked.Retain && Limits.TakesRetain,
            Version5 = _version5,
        };
        if (message.Length > Limits.PacketBytesMax)
        {
            // [MQTT-3.2.2-15].
            return asked.Qos > 0 && Refuse(InFlightKind.AtLeastOnce, token, ReasonCodes.PacketTooLarge);
        }

        if (asked.Qos > 0 && message.Qos == 0)
        {
            // There would be no acknowledgement to pass on.
            return Refuse(InFlightKind.AtLeastOnce, token, ReasonCodes.QosNotSupported);
        }

        return message.Qos == 0 ? TrySend(message) : TrySendOrWait(message, token);
    }

    /// <summary>Refuses what the broker would not take, with its reason code: told when the batch is done.</summary>
    /// <returns>True: it is answered.</returns>
    public bool Refuse(InFlightKind kind, int token, int reasonCode)
    {
        _refused.Add((kind, token, reasonCode));
        _link.FlushLater();
        return true;
    }

    /// <summary>The batch is done: tells what was refused here.</summary>
    public void TellRefused()
    {
        for (int i = 0; i < _refused.Count; i++)
        {
            (InFlightKind kind, int token, int reasonCode) = _refused[i];
            (kind == InFlightKind.Subscribe ? _subscribed : _published)(token, reasonCode);
        }

        _refused.Clear();
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
    public void Resume(BrokerLimits limits, bool sessionPresent, long nowMs)
    {
        Limits = limits;
        _aliases.Open(limits.TopicAliasMaximum);
        _isolation.OnConnected(nowMs);
        _window.Open(limits.ReceiveMaximum);
        foreach (int id in _inFlight.InOrder())
        {
            switch (_inFlight.Kind(id))
            {
                case InFlightKind.AtLeastOnce or InFlightKind.ExactlyOnce when _inFlight.Packet(id).Length > limits.PacketBytesMax:
                    GiveUp(id, ReasonCodes.PacketTooLarge);
                    break;
                case InFlightKind.AtLeastOnce when limits.QosMax < 1:
                case InFlightKind.ExactlyOnce when limits.QosMax < 2:
                    // Of another broker than before. When the client sends it again it goes as the broker takes it.
                    GiveUp(id, ReasonCodes.QuotaExceeded);
                    break;
                case InFlightKind.AtLeastOnce or InFlightKind.ExactlyOnce:
                    if (sessionPresent && _inFlight.IsOut(id))
                    {
                        _inFlight.Packet(id)[0] |= PacketType.DupFlag;
                    }

                    if (!limits.TakesRetain)
                    {
                        _inFlight.Packet(id)[0] &= unchecked((byte)~PacketType.RetainFlag);
                    }

                    _window.Wait(id);
                    break;
                case InFlightKind.Release when sessionPresent:
                    _link.Acknowledge(PacketType.PubRel, id);
                    _window.Send(id);
                    break;
                case InFlightKind.Release:
                    GiveUp(id, ReasonCodes.Success);
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
        End(culprit, ReasonCodes.ImplementationSpecific);
        return length;
    }

    /// <summary>The link was dropped: requests are over, and so are messages, unless the session goes on.</summary>
    public void OnDropped()
    {
        _refused.RemoveAll(answer => answer.Kind == InFlightKind.Subscribe);
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
    /// <param name="reasonCode">Its reason code; success where it has none (MQTT 5, 3.4.2.1).</param>
    public void OnAcknowledged(int type, int id, int reasonCode)
    {
        bool accepted = reasonCode < ReasonCodes.Errors;
        InFlightKind kind = _inFlight.Kind(id);
        if (kind != InFlightKind.None && !_inFlight.IsOut(id))
        {
            // It waits for its turn, or is no message: the broker has nothing to acknowledge.
            return;
        }

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
        else if ((type == PacketType.PubAck && kind is InFlightKind.AtLeastOnce or InFlightKind.ExactlyOnce)
            || (type == PacketType.PubRec && kind == InFlightKind.ExactlyOnce)
            || (type == PacketType.PubComp && kind == InFlightKind.Release))
        {
            // RabbitMQ takes QoS 2 as QoS 1, and answers with PUBACK [MQTT-4.3.3-1].
            // PUBCOMP with a reason is for an id that the broker did not know: it has the message all the same.
            End(id, type == PacketType.PubComp ? ReasonCodes.Success : reasonCode);
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

    private bool TrySend(in OutgoingPublish message)
    {
        if (_isolation.IsActive || !FitsNow(message))
        {
            return false;
        }

        Append(message, 0);
        return true;
    }

    private bool TrySendOrWait(in OutgoingPublish message, int token)
    {
        bool goesOut = _window.IsOpen(message.Qos) && FitsNow(message);
        bool isKept = !goesOut || _options.KeepsExchanges;
        int length = message.Length;
        if (isKept && _inFlight.KeptBytes + length > _link.Output.BytesMax)
        {
            return false;
        }

        int id = _inFlight.Add(message.Qos == 1 ? InFlightKind.AtLeastOnce : InFlightKind.ExactlyOnce, token);
        if (id == 0)
        {
            return false;
        }

        if (isKept)
        {
            // With its topic name: an alias does not outlive the connection.
            message.Write(_inFlight.Keep(id, length), id);
        }

        if (message.Qos == 2)
        {
            _memory.Keep(Kept(id, message.Retain), message.Topic, message.Payload);
        }

        if (goesOut)
        {
            Append(message, id);
            _window.Send(id);
        }
        else
        {
            _window.Wait(id);
        }

        return true;
    }

    // With the property of an alias, and one octet more for the length of all properties.
    private bool FitsNow(in OutgoingPublish message) => _link.Output.Fits(message.Length + TopicAliases.PropertyBytes + 2);

    private void Append(in OutgoingPublish message, int id)
    {
        bool hasRoom = message.Length + TopicAliases.PropertyBytes + 2 <= Limits.PacketBytesMax;
        int alias = hasRoom ? _aliases.Of(message.Topic, out bool isNew) : NoAlias(out isNew);
        if (alias == 0)
        {
            _link.Output.Publish(message, id);
        }
        else
        {
            OutgoingPublish aliased = new OutgoingPublish
            {
                Topic = isNew ? message.Topic : default,
                Payload = message.Payload,
                Properties = _properties.With(alias),
                Qos = message.Qos,
                Retain = message.Retain,
                Version5 = true,
            };
            _link.Output.Publish(aliased, id);
        }

        _link.FlushLater();
    }

    private static int NoAlias(out bool isNew)
    {
        isNew = false;
        return 0;
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
                OutgoingPublish message = new OutgoingPublish
                {
                    Topic = topic,
                    Payload = payload,
                    Properties = _properties.Of(default),
                    Qos = 2,
                    Retain = packet.Retain,
                    Version5 = _version5,
                };
                message.Write(_inFlight.Keep(packet.PacketId, message.Length), packet.PacketId);
            }
        }

        _inFlight.EndRestore();
    }

    private KeptPacket Kept(int id, bool retain) => new(id, _inFlight.Token(id), _inFlight.Sequence(id), retain);

    // It was out on an earlier connection, if at all: the window of this one does not count it.
    private void GiveUp(int id, int reasonCode)
    {
        _inFlight.SetOut(id, false);
        End(id, reasonCode);
    }

    private void End(int id, int reasonCode)
    {
        if (_inFlight.Kind(id) is InFlightKind.ExactlyOnce or InFlightKind.Release)
        {
            _memory.End(id);
        }

        _window.End(id);
        _published(_inFlight.Remove(id), reasonCode);
    }
}
