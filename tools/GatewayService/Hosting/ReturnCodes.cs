using SensorNet.GatewayService.Mqtt;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// What a client is told of a reason code of the broker: MQTT-SN 1.2, 5.3.10 has "congestion" for what may succeed later, and "not supported" for
/// what would be refused again. The table is in docs/mqtt5.md.
/// </summary>
internal static class ReturnCodes
{
    /// <summary>Reason codes after which the same may succeed later (MQTT 5, 2.4).</summary>
    private static readonly HashSet<int> ForNow =
    [
        0x88, // server unavailable
        0x89, // server busy
        0x8B, // server shutting down
        0x91, // packet identifier in use
        0x93, // receive maximum exceeded
        0x96, // message rate too high
        0x97, // quota exceeded
        0x9C, // use another server
        0x9D, // server moved
        0x9F, // connection rate exceeded
    ];

    /// <summary>Of these a CONNECT alone can be refused: they are about the gateway, not about what the client sends.</summary>
    private static readonly HashSet<int> ForNowOfConnect =
    [
        0x80, // unspecified error
        0x81, // malformed packet
        0x82, // protocol error
        ReasonCodes.ImplementationSpecific,
        ReasonCodes.UnsupportedVersion,
    ];

    /// <summary>PUBACK or PUBREC.</summary>
    public static ReturnCode OfPublish(int reasonCode)
    {
        if (reasonCode < ReasonCodes.Errors)
        {
            // 0x10, no matching subscribers, is no error.
            return ReturnCode.Accepted;
        }

        return ForNow.Contains(reasonCode) ? ReturnCode.Congestion : ReturnCode.NotSupported;
    }

    /// <summary>SUBACK: the QoS granted, or a <see cref="BrokerGrant"/>.</summary>
    public static int OfSubscribe(int reasonCode)
    {
        if (reasonCode <= 2)
        {
            return reasonCode;
        }

        return ForNow.Contains(reasonCode) ? BrokerGrant.RefusedForNow : BrokerGrant.Refused;
    }

    /// <summary>CONNACK that refuses.</summary>
    public static ReturnCode OfConnect(int reasonCode) =>
        ForNow.Contains(reasonCode) || ForNowOfConnect.Contains(reasonCode) ? ReturnCode.Congestion : ReturnCode.NotSupported;
}
