namespace SensorNet.MqttSn
{
    /// <summary>UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing beyond U+10FFFF [MQTT-1.5.3-1].</summary>
    internal static class Utf8
    {
        /// <summary>The octets of the character at an octet of 0x80 or more; 0 where there is none.</summary>
        internal static int SequenceLength(byte[] buffer, int at, int end)
        {
            int first = buffer[at];
            if (first < 0xC2 || first > 0xF4)
            {
                return 0;
            }

            int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
            if (at + length > end)
            {
                return 0;
            }

            // Only the second octet has bounds that depend on the first.
            int second = buffer[at + 1];
            int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
            if (second < low || second > high)
            {
                return 0;
            }

            for (int i = 2; i < length; i++)
            {
                if ((buffer[at + i] & 0xC0) != 0x80)
                {
                    return 0;
                }
            }

            return length;
        }
    }
}
