namespace SensorNet.MqttSn
{
    /// <summary>
    /// The ReturnCode octet. Source: MQTT-SN 1.2, 5.3.10, Table 5. The reserved values 0x04 to 0xFF are decoded as they are:
    /// everything but <see cref="Accepted"/> is a rejection.
    /// </summary>
    public enum ReturnCode : byte
    {
        /// <summary>Accepted.</summary>
        Accepted = 0,

        /// <summary>Rejected: congestion. The other end waits T_WAIT before it tries again.</summary>
        Congestion = 1,

        /// <summary>Rejected: invalid topic id. A client registers its topic again.</summary>
        InvalidTopicId = 2,

        /// <summary>Rejected: not supported.</summary>
        NotSupported = 3,
    }
}
