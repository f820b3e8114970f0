using SensorNet.Links;

namespace SensorNet.MqttSn
{
    /// <summary>
    /// The rules of topic names and filters, on their UTF-8 octets. Source: MQTT 3.1.1, 1.5.3 and 4.7, which MQTT-SN 1.2, 5.3.12 and 6.7 refer to.
    /// </summary>
    public static class TopicNames
    {
        private const byte Level = (byte)'/';
        private const byte One = (byte)'+';
        private const byte All = (byte)'#';

        /// <summary>Whether a topic name can be published to: UTF-8, not empty, without U+0000 and wildcards.</summary>
        /// <param name="buffer">Holds the name.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns><see cref="DecodeError.None"/>, or the rule that it breaks.</returns>
        public static DecodeError CheckName(byte[] buffer, int offset, int length)
        {
            if (length == 0)
            {
                return DecodeError.TopicEmpty;
            }

            int end = offset + length;
            bool wildcard = false;
            for (int at = offset; at < end;)
            {
                int octet = buffer[at];
                if (octet == 0)
                {
                    return DecodeError.TopicHasNul;
                }

                if (octet < 0x80)
                {
                    wildcard |= octet == All || octet == One;
                    at++;
                    continue;
                }

                int octets = Utf8.SequenceLength(buffer, at, end);
                if (octets == 0)
                {
                    return DecodeError.TopicNotUtf8;
                }

                at += octets;
            }

            return wildcard ? DecodeError.TopicHasWildcard : DecodeError.None;
        }

        /// <summary>Whether a topic filter can be subscribed to: as a name, with wildcards where MQTT 3.1.1, 4.7.1 allows them.</summary>
        /// <param name="buffer">Holds the filter.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns><see cref="DecodeError.None"/>, or the rule that it breaks.</returns>
        public static DecodeError CheckFilter(byte[] buffer, int offset, int length)
        {
            DecodeError error = CheckName(buffer, offset, length);
            if (error != DecodeError.TopicHasWildcard)
            {
                return error;
            }

            int end = offset + length;
            for (int at = offset; at < end; at++)
            {
                byte octet = buffer[at];
                if (octet != One && octet != All)
                {
                    continue;
                }

                // [MQTT-4.7.1-2], [MQTT-4.7.1-3]: a wildcard is a whole level, and # the last one.
                bool begins = at == offset || buffer[at - 1] == Level;
                bool ends = at + 1 == end || (octet == One && buffer[at + 1] == Level);
                if (!begins || !ends)
                {
                    return DecodeError.WildcardMisplaced;
                }
            }

            return DecodeError.None;
        }

        /// <summary>Whether a filter that <see cref="CheckFilter"/> accepts has a wildcard (6.9: its SUBACK has the topic id 0x0000).</summary>
        /// <param name="buffer">Holds the filter.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        public static bool HasWildcard(byte[] buffer, int offset, int length) => CheckName(buffer, offset, length) == DecodeError.TopicHasWildcard;

        /// <summary>
        /// Whether both octets of a short topic name are a topic name (6.7: "all rules that apply to normal topic names also apply").
        /// </summary>
        /// <param name="topicId">The octets as a topic id has them: the first in the high one.</param>
        /// <returns><see cref="DecodeError.None"/>, or the rule that they break.</returns>
        public static DecodeError CheckShortName(int topicId)
        {
            int first = (topicId >> 8) & 0xFF;
            int second = topicId & 0xFF;
            if (first == 0 || second == 0)
            {
                return DecodeError.TopicHasNul;
            }

            if (first >= 0x80 || second >= 0x80)
            {
                // One character of two octets, U+0080 to U+07FF: nothing else of two octets is UTF-8 with such an octet.
                bool utf8 = first >= 0xC2 && first <= 0xDF && second >= 0x80 && second <= 0xBF;
                return utf8 ? DecodeError.None : DecodeError.TopicNotUtf8;
            }

            // 6.7: wildcards make no sense in a short topic name; a filter of two octets can be sent as a name.
            bool wildcard = first == One || first == All || second == One || second == All;
            return wildcard ? DecodeError.TopicHasWildcard : DecodeError.None;
        }

        /// <summary>A short topic name as the topic id that stands for it in a message.</summary>
        /// <param name="buffer">Holds the name.</param>
        /// <param name="offset">The first of its two octets.</param>
        public static int ToShortId(byte[] buffer, int offset) => (buffer[offset] << 8) | buffer[offset + 1];
    }
}
