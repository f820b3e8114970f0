using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Access.Rates;

/// <summary>
/// What a message is answered with that is not acted on: congestion (MQTT-SN 1.2, 5.3.10), where its type has an answer with a return code.
/// </summary>
internal sealed class CongestionAnswer
{
    /// <summary>The longest answer: SUBACK.</summary>
    private const int OctetsMax = 8;

    private readonly Message _message = new();
    private readonly byte[] _buffer = new byte[OctetsMax];
    private readonly Slice _slice;

    public CongestionAnswer()
    {
        _slice = new Slice(_buffer);
    }

    /// <summary>The answer, used until the next call; empty where there is none, or where it would be longer than what it answers.</summary>
    public ReadOnlySpan<byte> To(byte[] datagram, int offset, int length)
    {
        if (!MessageDecoder.TryDecode(datagram, offset, length, _message, out _) || _message.ForwarderCount > 0)
        {
            return [];
        }

        int octets = _message.Type switch
        {
            MessageType.Connect => ConnectMessages.WriteConnAck(_slice, ReturnCode.Congestion),
            MessageType.Publish when _message.Qos > 0 =>
                PublishMessages.WritePubAck(_slice, _message.TopicId, _message.MessageId, ReturnCode.Congestion),
            MessageType.Register => RegisterMessages.WriteRegAck(_slice, 0, _message.MessageId, ReturnCode.Congestion),
            MessageType.Subscribe => SubscribeMessages.WriteSubAck(_slice, 0, 0, _message.MessageId, ReturnCode.Congestion),
            _ => 0,
        };

        // The source address may be forged.
        return octets > length ? [] : _buffer.AsSpan(0, octets);
    }
}
