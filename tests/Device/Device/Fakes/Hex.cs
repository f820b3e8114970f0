namespace SensorNet.Device.Tests
{
    /// <summary>Bytes written as hex.</summary>
    public static class Hex
    {
        private const string Digits = "0123456789ABCDEF";

        /// <summary>The bytes of <c>C3 A4</c>.</summary>
        public static byte[] Bytes(string hex)
        {
            byte[] bytes = new byte[(hex.Length + 1) / 3];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)((Digits.IndexOf(hex[3 * i]) << 4) | Digits.IndexOf(hex[(3 * i) + 1]));
            }

            return bytes;
        }

        /// <summary>The bytes of <c>C3A4</c>.</summary>
        public static byte[] Dense(string hex)
        {
            byte[] bytes = new byte[hex.Length / 2];
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] = (byte)((Digits.IndexOf(hex[2 * i]) << 4) | Digits.IndexOf(hex[(2 * i) + 1]));
            }

            return bytes;
        }
    }
}
