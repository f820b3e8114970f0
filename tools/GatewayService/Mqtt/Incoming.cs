using System.Buffers.Binary;
using MQTTnet.Formatter;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>The broker's messages: PUBLISH is read where it arrived, its exchange is kept to its end, and what is acknowledged is answered.</summary>
/// <param name="options">The connection's.</param>
/// <param name="link">Where answers go, and whose input holds the packets.</param>
/// <param name="oversized">Told of a message that is longer than the input limit: it is lost, since no datagram can hold it.</param>
internal sealed class Incoming(MqttOptions options, MqttLink link, Action oversized)
{
    private static readonly LinkFault Malformed = new("malformed PUBLISH", ReasonCodes.MalformedPacket);

    private readonly bool _version5 = options.Version == MqttProtocolVersion.V500;
    private readonly ReceivedProperties _properties = new();
    private readonly ReceivedAliases _aliases = new(options.TopicAliasMax);
    private readonly ExchangeMemory _memory = options.Memory;
    private readonly HeldMessages _held = Restored(options.Memory);

    /// <summary>A connection is up, in a session of before or a new one.</summary>
    public void Begin(bool isNewSession)
    {
        if (isNewSession)
        {
            Forget();
            _held.BeginSession();
        }

        _held.BeginConnection();
        _aliases.Clear();
        _properties.Clear();
    }

    /// <summary>Nothing of its exchanges outlives the process any more.</summary>
    public void Forget()
    {
        foreach (int packetId in _held.AwaitingRelease())
        {
            _memory.EndHeld(packetId);
        }
    }

    /// <summary>Reads a PUBLISH.</summary>
    /// <param name="header">The packet's first octet.</param>
    /// <param name="offset">Where its body begins.</param>
    /// <param name="length">The octets of its body.</param>
    /// <param name="message">What it is, or null where there is nothing to pass on: it is repeated, or too long.</param>
    /// <returns>Why the connection has to end; null where it goes on.</returns>
    public LinkFault? Read(byte header, int offset, int length, out ReceivedPublish? message)
    {
        message = null;
        byte[] buffer = link.Input.Buffer;
        int end = offset + length;
        int qos = (header >> PacketType.QosShift) & PacketType.QosMask;
        if (length < 2 || qos == 3)
        {
            return Malformed;
        }

        int topicLength = BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(offset));
        int at = offset + 2 + topicLength;
        int id = qos == 0 ? 0 : ReadId(buffer, ref at, end);
        if (at > end || (qos > 0 && id == 0) || (_version5 && !link.Input.Oversize && !_properties.TryRead(buffer, ref at, end)))
        {
            return Malformed;
        }

        if (link.Input.Oversize)
        {
            RefuseOversize(qos, id);
            return null;
        }

        ArraySegment<byte> topic = new ArraySegment<byte>(buffer, offset + 2, topicLength);
        if (_version5 && FaultOf(qos, id, ref topic) is { } fault)
        {
            return fault;
        }

        if (qos == 0 || IsNew(qos, id))
        {
            message = new ReceivedPublish
            {
                Topic = topic,
                Data = new ArraySegment<byte>(buffer, at, end - at),
                Qos = qos,
                Retain = (header & PacketType.RetainFlag) != 0,
                AckToken = qos == 0 ? 0 : _held.Token(id, qos),
                Properties = _properties,
            };
        }

        return null;
    }

    /// <summary>PUBREL has come.</summary>
    public void OnReleased(int packetId)
    {
        if (_held.Release(packetId))
        {
            _memory.EndHeld(packetId);
        }

        link.Acknowledge(PacketType.PubComp, packetId);
    }

    /// <summary>
    /// The gateway has taken a message over. While the connection is away its session can outlive it: then the broker sends the message again, and is
    /// answered then.
    /// </summary>
    public void TakeOver(int token, bool isConnected)
    {
        if (!_held.TryTakeOver(token, out int packetId, out int qos))
        {
            return;
        }

        if (qos == 2)
        {
            _memory.KeepHeld(packetId);
        }

        if (isConnected)
        {
            Answer(qos, packetId);
        }
    }

    // What MQTT 5 lets the gateway demand of the broker in CONNECT; and the topic of an alias in the place of none.
    private LinkFault? FaultOf(int qos, int id, ref ArraySegment<byte> topic)
    {
        if (qos > 0 && !_held.Has(id) && _held.Count >= options.ReceiveMaximum)
        {
            // [MQTT-3.3.4-7].
            return new LinkFault($"more than {options.ReceiveMaximum} messages that are not acknowledged", ReasonCodes.ReceiveMaximumExceeded);
        }

        if (!_properties.HasTopicAlias)
        {
            // [MQTT-4.7.3-1].
            return topic.Count > 0 ? null : new LinkFault("PUBLISH without topic and alias", ReasonCodes.ProtocolError);
        }

        int alias = _properties.TopicAlias;
        if (!_aliases.IsAllowed(alias))
        {
            // [MQTT-3.1.2-26], [MQTT-3.3.2-10].
            return new LinkFault($"topic alias {alias}, and 1 to {options.TopicAliasMax} are taken", ReasonCodes.TopicAliasInvalid);
        }

        if (topic.Count > 0)
        {
            _aliases.Set(alias, topic);
            return null;
        }

        if (_aliases.Find(alias) is not { } known)
        {
            return new LinkFault($"topic alias {alias} was not set", ReasonCodes.ProtocolError);
        }

        topic = known;
        return null;
    }

    // 0 where there is none, which is no packet id.
    private static int ReadId(byte[] buffer, ref int at, int end)
    {
        if (at + 2 > end)
        {
            return 0;
        }

        at += 2;
        return BinaryPrimitives.ReadUInt16BigEndian(buffer.AsSpan(at - 2));
    }

    private static HeldMessages Restored(ExchangeMemory memory)
    {
        HeldMessages held = new HeldMessages();
        foreach (int packetId in memory.Held)
        {
            held.Restore(packetId);
        }

        return held;
    }

    private bool IsNew(int qos, int id)
    {
        if (_held.TryAdd(id))
        {
            return true;
        }

        // Repeated after a reconnection: its owner has it still, or our PUBREC was lost (MQTT 3.1.1, 4.3.3).
        if (qos == 2 && _held.AwaitsRelease(id))
        {
            Answer(qos, id);
        }

        return false;
    }

    // Unacknowledged it would come again and again.
    private void RefuseOversize(int qos, int id)
    {
        oversized();
        if (qos > 0)
        {
            Answer(qos, id);
        }
    }

    private void Answer(int qos, int packetId) => link.Acknowledge(qos == 1 ? PacketType.PubAck : PacketType.PubRec, packetId);
}
