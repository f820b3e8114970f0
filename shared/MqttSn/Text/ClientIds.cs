using SensorNet.Links;

namespace SensorNet.MqttSn
{
    /// <summary>The rules of client ids, on their UTF-8 octets. Source: MQTT-SN 1.2, 5.3.1; MQTT 3.1.1, 1.5.3 and 3.1.3.1.</summary>
    public static class ClientIds
    {
        /// <summary>Whether octets are a client id: 1 to 23, UTF-8, without U+0000.</summary>
        /// <param name="buffer">Holds the client id.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        /// <returns><see cref="DecodeError.None"/>, or the rule that it breaks.</returns>
        public static DecodeError Check(byte[] buffer, int offset, int length)
        {
            if (length == 0)
            {
                return DecodeError.ClientIdEmpty;
            }

            if (length > Limits.ClientIdLengthMax)
            {
                return DecodeError.ClientIdTooLong;
            }

            return CheckOctets(buffer, offset, length);
        }

        /// <summary>
        /// Whether octets are a client id in all but its length: UTF-8, without U+0000. Many gateways take longer ones than 23 octets.
        /// </summary>
        /// <param name="buffer">Holds the client id.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets, 1 or more.</param>
        /// <returns><see cref="DecodeError.None"/>, or the rule that it breaks.</returns>
        public static DecodeError CheckOctets(byte[] buffer, int offset, int length)
        {
            int end = offset + length;
            for (int at = offset; at < end;)
            {
                int octet = buffer[at];
                if (octet == 0)
                {
                    return DecodeError.ClientIdHasNul;
                }

                int octets = octet < 0x80 ? 1 : Utf8.SequenceLength(buffer, at, end);
                if (octets == 0)
                {
                    return DecodeError.ClientIdNotUtf8;
                }

                at += octets;
            }

            return DecodeError.None;
        }
    }
}
