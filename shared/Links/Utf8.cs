namespace SensorNet.Links
{
    /// <summary>UTF-8 as RFC 3629 has it: no overlong form, no surrogate, nothing beyond U+10FFFF [MQTT-1.5.3-1].</summary>
    public static class Utf8
    {
        /// <summary>The index of the first byte that is not part of valid UTF-8, or −1 when all of them are.</summary>
        public static int FirstInvalid(byte[] bytes, int offset, int count)
        {
            int end = offset + count;
            int at = offset;
            while (at < end)
            {
                int length = SequenceLength(bytes, at, end);
                if (length == 0)
                {
                    return at;
                }

                at += length;
            }

            return -1;
        }

        /// <summary>Writes a code point (U+0000 to U+10FFFF, no surrogate) and returns how many bytes it took, 1 to 4.</summary>
        public static int Put(int codePoint, byte[] into, int at)
        {
            if (codePoint < 0x80)
            {
                into[at] = (byte)codePoint;
                return 1;
            }

            int length = codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            for (int i = length - 1; i > 0; i--)
            {
                into[at + i] = (byte)(0x80 | (codePoint & 0x3F));
                codePoint >>= 6;
            }

            into[at] = (byte)((length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0) | codePoint);
            return length;
        }

        /// <summary>The bytes of the character at an index, 1 to 4; 0 where there is none.</summary>
        /// <param name="bytes">Holds the text.</param>
        /// <param name="at">The index, less than <paramref name="end"/>.</param>
        /// <param name="end">Where the text ends.</param>
        public static int SequenceLength(byte[] bytes, int at, int end)
        {
            int first = bytes[at];
            if (first < 0x80)
            {
                return 1;
            }

            int length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
            if (length == 0 || at + length > end)
            {
                return 0;
            }

            // The second byte also rules out overlong forms, surrogates and what is beyond U+10FFFF.
            int second = bytes[at + 1];
            int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
            int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
            if (second < low || second > high)
            {
                return 0;
            }

            for (int i = 2; i < length; i++)
            {
                if ((bytes[at + i] & 0xC0) != 0x80)
                {
                    return 0;
                }
            }

            return length;
        }
    }
}
