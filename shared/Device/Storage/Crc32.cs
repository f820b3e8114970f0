namespace SensorNet.Device
{
    /// <summary>The CRC-32 of Ethernet and ZIP (ISO/IEC 8802-3), bit by bit: a table would take 1 KB of the heap for some hundred octets.</summary>
    public static class Crc32
    {
        private const uint Polynomial = 0xEDB88320;

        /// <summary>The CRC of the first <paramref name="length"/> octets.</summary>
        public static uint Of(byte[] octets, int length)
        {
            uint crc = 0xFFFFFFFF;
            for (int i = 0; i < length; i++)
            {
                crc ^= octets[i];
                for (int bit = 0; bit < 8; bit++)
                {
                    crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
                }
            }

            return ~crc;
        }
    }
}
