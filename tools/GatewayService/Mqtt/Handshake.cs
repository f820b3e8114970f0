using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>CONNECT and CONNACK of one connection after another.</summary>
internal sealed class Handshake(MqttOptions options, PacketFactory factory)
{
    /// <summary>The number of no broker.</summary>
    public const int NoBroker = -1;

    private readonly bool _version5 = options.Version == MqttProtocolVersion.V500;
    private string? _assignedClientId;

    // Where the session is that the last connection had.
    private int _home = options.Home;

    /// <summary>Not yet accepted since it was made.</summary>
    public bool IsFirst { get; private set; } = true;

    /// <summary>Whether the session that is gone on with is not at this broker: what it keeps of earlier is not ours.</summary>
    public bool IsNewTo(int broker) => broker != _home;

    /// <param name="broker">The number of the broker that is connected to.</param>
    public byte[] Connect(int broker) =>
        factory.Connect(options, options.StartsClean && IsNewTo(broker), IsNewTo(broker) ? null : _assignedClientId);

    /// <summary>Why the broker refuses; null where it accepts.</summary>
    /// <param name="answer">CONNACK.</param>
    /// <param name="reasonCode">The same by number, as MQTT 5 has them.</param>
    public string? RefusalIn(MqttConnAckPacket answer, out int reasonCode)
    {
        reasonCode = _version5 ? (int)answer.ReasonCode : ReasonCodes.Of(answer.ReturnCode);
        if (reasonCode < ReasonCodes.Errors)
        {
            return null;
        }

        return _version5 ? $"{answer.ReasonCode} {answer.ReasonString}".TrimEnd() : answer.ReturnCode.ToString();
    }

    /// <summary>The broker accepts.</summary>
    /// <param name="broker">Its number.</param>
    /// <param name="answer">CONNACK.</param>
    /// <param name="limits">What the broker says of itself.</param>
    /// <returns>
    /// False where the connection served to forget the old session only, and is to be made again. MQTT 3.1.1, 3.1.2.4: CleanSession both forgets the
    /// old session and keeps no new one, so it takes two connections.
    /// </returns>
    public bool Accept(int broker, MqttConnAckPacket answer, out BrokerLimits limits)
    {
        limits = _version5 ? BrokerLimits.Of(answer) : BrokerLimits.None;

        // [MQTT-3.2.2-16]: the session is that of the client id that the broker has given.
        _assignedClientId = _version5 && answer.AssignedClientIdentifier is { Length: > 0 } id ? id : IsNewTo(broker) ? null : _assignedClientId;
        bool forgets = IsNewTo(broker) && options.StartsClean && !options.CleanSession && !_version5;
        IsFirst = false;
        _home = broker;
        return !forgets;
    }
}
