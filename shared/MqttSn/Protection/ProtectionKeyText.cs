namespace SensorNet.MqttSn
{
    /// <summary>A key as text: 32 to 128 hexadecimal digits, an even number of them.</summary>
    public static class ProtectionKeyText
    {
        /// <summary>What is allowed.</summary>
        public const string AllowedText = "32 to 128 hexadecimal digits, an even number (16 to 64 octets)";

        /// <summary>The shortest text.</summary>
        public const int DigitsMin = 2 * ProtectionKey.BytesMin;

        /// <summary>The longest text.</summary>
        public const int DigitsMax = 2 * ProtectionKey.BytesMax;

        /// <summary>The octets; null where the text is not allowed.</summary>
        public static byte[] Parse(string text)
        {
            if (text.Length < DigitsMin || text.Length > DigitsMax || text.Length % 2 != 0)
            {
                return null;
            }

            byte[] key = new byte[text.Length / 2];
            for (int i = 0; i < key.Length; i++)
            {
                int high = Digit(text[2 * i]);
                int low = Digit(text[(2 * i) + 1]);
                if (high < 0 || low < 0)
                {
                    return null;
                }

                key[i] = (byte)((high << 4) | low);
            }

            return key;
        }

        /// <summary>The rule of a setting: null, or what is allowed.</summary>
        public static string BrokenRule(string text) => Parse(text) == null ? AllowedText : null;

        private static int Digit(char character)
        {
            return character >= '0' && character <= '9' ? character - '0'
                : character >= 'a' && character <= 'f' ? character - 'a' + 10
                : character >= 'A' && character <= 'F' ? character - 'A' + 10
                : -1;
        }
    }
}
