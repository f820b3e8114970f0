using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>CONNECT and CONNACK of one connection after another.</summary>
internal sealed class Handshake(MqttOptions options, PacketFactory factory)
{
    private readonly bool _version5 = options.Version == MqttProtocolVersion.V500;

    /// <summary>Not yet accepted since it was made: what the broker keeps of an earlier process is not ours.</summary>
    public bool IsFirst { get; private set; } = true;

    public byte[] Connect() => factory.Connect(options, options.StartsClean && IsFirst);

    /// <summary>Why the broker refuses; null where it accepts.</summary>
    public string? RefusalIn(MqttConnAckPacket answer)
    {
        if (_version5)
        {
            return answer.ReasonCode == MqttConnectReasonCode.Success ? null : answer.ReasonCode.ToString();
        }

        return answer.ReturnCode == MqttConnectReturnCode.ConnectionAccepted ? null : answer.ReturnCode.ToString();
    }

    /// <summary>The broker accepts.</summary>
    /// <param name="answer">CONNACK.</param>
    /// <param name="limits">What the broker says of itself.</param>
    /// <returns>
    /// False where the connection served to forget the old session only, and is to be made again. MQTT 3.1.1, 3.1.2.4: CleanSession both forgets the
    /// old session and keeps no new one, so it takes two connections.
    /// </returns>
    public bool Accept(MqttConnAckPacket answer, out BrokerLimits limits)
    {
        limits = _version5 ? BrokerLimits.Of(answer) : BrokerLimits.None;
        bool forgets = IsFirst && options.StartsClean && !options.CleanSession && !_version5;
        IsFirst = false;
        return !forgets;
    }
}
