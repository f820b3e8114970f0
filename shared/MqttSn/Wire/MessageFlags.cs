namespace SensorNet.MqttSn
{
    /// <summary>The bits of the Flags octet. Source: MQTT-SN 1.2, 5.3.4, Table 4.</summary>
    public static class MessageFlags
    {
        /// <summary>Sent again.</summary>
        public const int Dup = 0x80;

        /// <summary>Both bits of QoS; 0b11 is QoS −1.</summary>
        public const int QosMask = 0x60;

        /// <summary>How far the bits of QoS are from the right.</summary>
        public const int QosShift = 5;

        /// <summary>Retained.</summary>
        public const int Retain = 0x10;

        /// <summary>CONNECT: ask me for the will.</summary>
        public const int Will = 0x08;

        /// <summary>CONNECT: forget what was.</summary>
        public const int CleanSession = 0x04;

        /// <summary>Both bits of TopicIdType.</summary>
        public const int TopicIdTypeMask = 0x03;
    }
}
