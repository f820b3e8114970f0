namespace SensorNet.GatewayService.Mqtt;

/// <summary>What the broker still owes an answer for.</summary>
internal enum InFlightKind : byte
{
    None,

    /// <summary>PUBLISH at QoS 1, until PUBACK.</summary>
    AtLeastOnce,

    /// <summary>PUBLISH at QoS 2, until PUBREC.</summary>
    ExactlyOnce,

    /// <summary>PUBREL, until PUBCOMP.</summary>
    Release,

    Subscribe,

    Unsubscribe,
}
