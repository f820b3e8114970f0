namespace SensorNet.Sensing
{
    /// <summary>The checksum behind each two bytes of a Sensirion sensor (data sheet SHT3x-DIS, 4.12).</summary>
    public static class SensirionCrc
    {
        private const int Polynomial = 0x31;
        private const int Initial = 0xFF;

        /// <summary>The checksum of some bytes. That of 0xBE 0xEF is 0x92.</summary>
        public static byte Compute(byte[] bytes, int offset, int count)
        {
            int crc = Initial;
            for (int i = 0; i < count; i++)
            {
                crc ^= bytes[offset + i];
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 0x80) != 0 ? ((crc << 1) ^ Polynomial) & 0xFF : (crc << 1) & 0xFF;
                }
            }

            return (byte)crc;
        }
    }
}
