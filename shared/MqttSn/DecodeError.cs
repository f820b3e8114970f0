namespace SensorNet.MqttSn
{
    /// <summary>Why a datagram is not a message. <see cref="DecodeErrors.Describe"/> has the words.</summary>
    public enum DecodeError : byte
    {
        /// <summary>It is one.</summary>
        None = 0,

        /// <summary>No room for a length and a type.</summary>
        NoHeader,

        /// <summary>The length field is smaller than the header that it is part of.</summary>
        LengthTooSmall,

        /// <summary>The length field says more than there is: truncated.</summary>
        Truncated,

        /// <summary>The length field says less than there is.</summary>
        TrailingOctets,

        /// <summary>A message type that the specification reserves.</summary>
        ReservedMessageType,

        /// <summary>Too short for the fields of its type.</summary>
        FieldsMissing,

        /// <summary>Longer than the fields of its type.</summary>
        FieldsExtra,

        /// <summary>Topic id type 0b11.</summary>
        ReservedTopicIdType,

        /// <summary>Topic id 0x0000 or 0xFFFF where a topic is meant.</summary>
        ReservedTopicId,

        /// <summary>Message id 0x0000 where an answer is to be matched by it.</summary>
        ReservedMessageId,

        /// <summary>QoS 0b11 outside PUBLISH.</summary>
        QosNotAllowed,

        /// <summary>QoS −1 with a registered topic id.</summary>
        QosMinusOneTopic,

        /// <summary>A protocol id other than 1.</summary>
        UnsupportedProtocol,

        /// <summary>CONNECT without a client id.</summary>
        ClientIdEmpty,

        /// <summary>A client id of more than 23 octets.</summary>
        ClientIdTooLong,

        /// <summary>A client id that is not UTF-8.</summary>
        ClientIdNotUtf8,

        /// <summary>A client id with U+0000.</summary>
        ClientIdHasNul,

        /// <summary>A topic name or filter of no octets.</summary>
        TopicEmpty,

        /// <summary>A topic name or filter that is not UTF-8.</summary>
        TopicNotUtf8,

        /// <summary>A topic name or filter with U+0000.</summary>
        TopicHasNul,

        /// <summary>A wildcard in a topic name.</summary>
        TopicHasWildcard,

        /// <summary>A wildcard in a topic filter that is not a level of its own, or a # before the end.</summary>
        WildcardMisplaced,

        /// <summary>A short topic name that is not two octets long.</summary>
        ShortNameLength,

        /// <summary>A forwarder header with a length field of three octets.</summary>
        ForwarderLengthForm,

        /// <summary>A forwarder header without a wireless node id.</summary>
        ForwarderNodeIdEmpty,

        /// <summary>More forwarder headers than <see cref="Limits.ForwarderDepthMax"/>.</summary>
        ForwarderTooDeep,
    }
}
