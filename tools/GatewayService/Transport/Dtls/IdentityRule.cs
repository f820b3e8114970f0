using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Transport.Dtls;

/// <summary>A peer with an identity may use that client id alone (Dtls:IdentityIsClientId).</summary>
internal static class IdentityRule
{
    /// <summary>Octets of a CONNACK at most, the forwarder headers before it included.</summary>
    private const int AnswerBytesMax = 1_024;

    /// <summary>Whether a session may send a message.</summary>
    /// <param name="session">Its session.</param>
    /// <param name="message">Holds the message from its first octet on.</param>
    /// <param name="length">Its octets.</param>
    /// <param name="answer">Empty, or what it is answered with where it may not: CONNACK, "rejected: not supported" (MQTT-SN 1.2, 5.3.10).</param>
    public static bool Allows(DtlsSession session, byte[] message, int length, out byte[] answer)
    {
        MessagePeek peek = MessagePeek.At(message, 0, length);
        bool names = peek.Type == MessageType.Connect || (peek.Type == MessageType.PingReq && peek.ClientIdLength > 0);
        answer = [];
        if (!names || session.Is(message.AsSpan(peek.ClientIdOffset, peek.ClientIdLength)))
        {
            return true;
        }

        if (peek.Type == MessageType.Connect && peek.ForwarderLength < AnswerBytesMax)
        {
            byte[] connAck = new byte[3];
            ConnectMessages.WriteConnAck(new Slice(connAck), ReturnCode.NotSupported);

            // 5.5: the answer goes back through the same forwarders.
            answer = [.. message.AsSpan(0, peek.ForwarderLength), .. connAck];
        }

        return false;
    }
}
