namespace SensorNet.MqttSn
{
    /// <summary>The words for a <see cref="DecodeError"/>.</summary>
    public static class DecodeErrors
    {
        /// <summary>
        /// The number of values of <see cref="DecodeError"/>, <see cref="DecodeError.None"/> included: the length of a table of counters.
        /// </summary>
        public const int Count = (int)DecodeError.ForwarderTooDeep + 1;

        /// <summary>What is wrong, and the rule that says so.</summary>
        /// <param name="error">A value of the enumeration.</param>
        /// <returns>One line without a full stop.</returns>
        public static string Describe(DecodeError error)
        {
            switch (error)
            {
                case DecodeError.None: return "no error";
                case DecodeError.NoHeader: return "too short for a length and a message type (5.2)";
                case DecodeError.LengthTooSmall: return "the length field is smaller than the header (5.2.1)";
                case DecodeError.Truncated: return "truncated: the length field says more than the datagram has (5.2.1)";
                case DecodeError.TrailingOctets: return "the datagram goes on after the message: the length field says less than it has (5.2.1)";
                case DecodeError.ReservedMessageType: return "the message type is reserved (5.2.2)";
                case DecodeError.FieldsMissing: return "too short for the fields of its message type (5.4)";
                case DecodeError.FieldsExtra: return "longer than the fields of its message type (5.4)";
                case DecodeError.ReservedTopicIdType: return "the topic id type 0b11 is reserved (5.3.4)";
                case DecodeError.ReservedTopicId: return "the topic ids 0x0000 and 0xFFFF are reserved (5.3.11)";
                case DecodeError.ReservedMessageId: return "the message id 0x0000 cannot be acknowledged (5.3.7, MQTT-2.3.1-1)";
                case DecodeError.QosNotAllowed: return "QoS 0b11 is for PUBLISH only (5.3.4)";
                case DecodeError.QosMinusOneTopic: return "QoS -1 needs a predefined topic id or a short topic name (6.8)";
                case DecodeError.UnsupportedProtocol: return "the protocol id is not 1 (5.3.8)";
                case DecodeError.ClientIdEmpty: return "the client id is empty (5.3.1)";
                case DecodeError.ClientIdTooLong: return "the client id is longer than 23 octets (5.3.1)";
                case DecodeError.ClientIdNotUtf8: return "the client id is not UTF-8 (MQTT-1.5.3-1)";
                case DecodeError.ClientIdHasNul: return "the client id has U+0000 (MQTT-1.5.3-2)";
                case DecodeError.TopicEmpty: return "the topic name is empty (MQTT-4.7.3-1)";
                case DecodeError.TopicNotUtf8: return "the topic name is not UTF-8 (5.3.12, MQTT-1.5.3-1)";
                case DecodeError.TopicHasNul: return "the topic name has U+0000 (MQTT-4.7.3-2)";
                case DecodeError.TopicHasWildcard: return "the topic name has a wildcard (MQTT-3.3.2-2, 6.10)";
                case DecodeError.WildcardMisplaced:
                    return "a wildcard of the topic filter is not a level of its own, or # is not the last (MQTT-4.7.1-2, MQTT-4.7.1-3)";
                case DecodeError.ShortNameLength: return "a short topic name has two octets (6.7)";
                case DecodeError.ForwarderLengthForm: return "the length field of the forwarder encapsulation has one octet (5.5)";
                case DecodeError.ForwarderNodeIdEmpty: return "the forwarder encapsulation has no wireless node id (5.5)";
                case DecodeError.ForwarderTooDeep: return "the forwarder encapsulation is nested too deeply";
                default: return "unknown error";
            }
        }
    }
}
