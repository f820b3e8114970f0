namespace SensorNet.MqttSn
{
    /// <summary>What kind of topic a message names: bits 1 and 0 of the flags. Source: MQTT-SN 1.2, 5.3.4.</summary>
    public enum TopicIdType : byte
    {
        /// <summary>An id got by REGISTER or SUBSCRIBE; in SUBSCRIBE and UNSUBSCRIBE a topic name.</summary>
        Normal = 0,

        /// <summary>An id whose topic both ends know beforehand.</summary>
        Predefined = 1,

        /// <summary>A topic name of exactly two octets, in the place of the id.</summary>
        ShortName = 2,

        /// <summary>Reserved: never accepted.</summary>
        Reserved = 3,
    }
}
