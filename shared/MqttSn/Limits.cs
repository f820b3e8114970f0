namespace SensorNet.MqttSn
{
    /// <summary>The bounds of the messages, in octets unless another unit is said.</summary>
    public static class Limits
    {
        /// <summary>The longest message that a length field can tell (MQTT-SN 1.2, 5.2.1).</summary>
        public const int MessageLengthMax = 65535;

        /// <summary>The longest message with a length field of one octet (5.2.1).</summary>
        public const int ShortLengthMax = 255;

        /// <summary>The octets of PUBLISH before its data, where the whole is at most <see cref="ShortLengthMax"/> long.</summary>
        public const int PublishOverhead = 7;

        /// <summary>The longest client id (5.3.1: 1 to 23 characters; counted in octets of UTF-8, as MQTT 3.1.1, 3.1.3.1 does).</summary>
        public const int ClientIdLengthMax = 23;

        /// <summary>The longest wireless node id: the forwarder's length field has one octet (5.5).</summary>
        public const int WirelessNodeIdLengthMax = 252;

        /// <summary>
        /// Forwarder headers before one message. The specification says nothing of nesting; with this bound two
        /// forwarders in a row work, and a datagram of nothing but headers costs little.
        /// </summary>
        public const int ForwarderDepthMax = 4;

        /// <summary>The greatest broadcast radius in a forwarder header: two bits (5.5).</summary>
        public const int ForwarderRadiusMax = 3;

        /// <summary>The only value of ProtocolId (5.3.8).</summary>
        public const int ProtocolId = 1;

        /// <summary>The smallest topic id that may be used (5.3.11: 0x0000 is reserved).</summary>
        public const int TopicIdMin = 0x0001;

        /// <summary>The greatest topic id that may be used (5.3.11: 0xFFFF is reserved).</summary>
        public const int TopicIdMax = 0xFFFE;

        /// <summary>The greatest message id; the smallest is 1, as in MQTT [MQTT-2.3.1-1].</summary>
        public const int MessageIdMax = 0xFFFF;
    }
}
