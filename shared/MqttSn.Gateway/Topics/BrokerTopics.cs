namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Topic names and filters that a broker may end the connection for, although they are UTF-8: that of an aggregating gateway is all its clients'
    /// connection.
    /// </summary>
    internal static class BrokerTopics
    {
        // Brokers have limits of their own; 128 is the least of those that are known.
        private const int LevelsMax = 128;

        /// <summary>
        /// Whether octets that are a topic name or filter have no control characters and no code points that are no characters (MQTT 3.1.1, 1.5.3),
        /// and not too many levels.
        /// </summary>
        internal static bool AreSafe(byte[] buffer, int offset, int length)
        {
            int end = offset + length;
            int levels = 1;
            for (int at = offset; at < end; at++)
            {
                int octet = buffer[at];
                if (octet < 0x20 || octet == 0x7F)
                {
                    return false;
                }

                levels += octet == (byte)'/' ? 1 : 0;
                if (octet >= 0xC2 && IsNoCharacter(buffer, at, end))
                {
                    return false;
                }
            }

            return levels <= LevelsMax;
        }

        // U+0080 to U+009F; U+FDD0 to U+FDEF; the last two code points of each plane.
        private static bool IsNoCharacter(byte[] buffer, int at, int end)
        {
            int first = buffer[at];
            if (first == 0xC2)
            {
                return buffer[at + 1] < 0xA0;
            }

            if (first == 0xEF && at + 2 < end)
            {
                bool arabic = buffer[at + 1] == 0xB7 && buffer[at + 2] >= 0x90 && buffer[at + 2] <= 0xAF;
                return arabic || (buffer[at + 1] == 0xBF && buffer[at + 2] >= 0xBE);
            }

            return first >= 0xF0 && at + 3 < end
                && (buffer[at + 1] & 0x0F) == 0x0F && buffer[at + 2] == 0xBF && buffer[at + 3] >= 0xBE;
        }
    }
}
