namespace SensorNet.Device
{
    /// <summary>A MAC address as text.</summary>
    public static class MacText
    {
        private const string Digits = "0123456789abcdef";

        /// <summary>Twelve lower-case hexadecimal digits, or null when there are not six bytes or all of them are 0.</summary>
        public static string Hex(byte[] macAddress)
        {
            if (macAddress == null || macAddress.Length != 6)
            {
                return null;
            }

            char[] text = new char[12];
            int sum = 0;
            for (int i = 0; i < 6; i++)
            {
                text[2 * i] = Digits[macAddress[i] >> 4];
                text[(2 * i) + 1] = Digits[macAddress[i] & 0xF];
                sum += macAddress[i];
            }

            return sum == 0 ? null : new string(text);
        }
    }
}
