using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>Reason codes that the gateway sends, or acts on by number (MQTT 5, 2.4).</summary>
internal static class ReasonCodes
{
    public const int Success = 0;

    /// <summary>The least that is an error.</summary>
    public const int Errors = 0x80;

    public const int MalformedPacket = 0x81;
    public const int ProtocolError = 0x82;
    public const int ImplementationSpecific = 0x83;
    public const int UnsupportedVersion = 0x84;
    public const int ClientIdNotValid = 0x85;
    public const int BadUserOrPassword = 0x86;
    public const int NotAuthorized = 0x87;
    public const int ServerUnavailable = 0x88;
    public const int ReceiveMaximumExceeded = 0x93;
    public const int TopicAliasInvalid = 0x94;
    public const int PacketTooLarge = 0x95;
    public const int QuotaExceeded = 0x97;
    public const int QosNotSupported = 0x9B;
    public const int SharedNotSupported = 0x9E;
    public const int WildcardsNotSupported = 0xA2;

    /// <summary>The reason code of MQTT 5 that says what a return code of MQTT 3.1.1, 3.2.2.3 says.</summary>
    public static int Of(MqttConnectReturnCode code) => code switch
    {
        MqttConnectReturnCode.ConnectionAccepted => Success,
        MqttConnectReturnCode.ConnectionRefusedUnacceptableProtocolVersion => UnsupportedVersion,
        MqttConnectReturnCode.ConnectionRefusedIdentifierRejected => ClientIdNotValid,
        MqttConnectReturnCode.ConnectionRefusedServerUnavailable => ServerUnavailable,
        MqttConnectReturnCode.ConnectionRefusedBadUsernameOrPassword => BadUserOrPassword,
        MqttConnectReturnCode.ConnectionRefusedNotAuthorized => NotAuthorized,
        _ => Errors,
    };
}
