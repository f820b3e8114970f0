namespace SensorNet.Sensing
{
    /// <summary>Whole numbers as octets, the most significant one first.</summary>
    internal static class NetworkOrder
    {
        /// <summary>Writes a number.</summary>
        /// <param name="octets">Gets it.</param>
        /// <param name="at">Where it begins; behind it afterwards.</param>
        /// <param name="value">The number.</param>
        /// <param name="count">Its octets, 1 to 8.</param>
        internal static void Put(byte[] octets, ref int at, long value, int count)
        {
            for (int shift = (count - 1) * 8; shift >= 0; shift -= 8)
            {
                octets[at++] = (byte)(value >> shift);
            }
        }

        /// <summary>Reads a number; one of less than 8 octets has no sign.</summary>
        /// <param name="octets">Holds it.</param>
        /// <param name="at">Where it begins; behind it afterwards.</param>
        /// <param name="count">Its octets, 1 to 8.</param>
        internal static long Get(byte[] octets, ref int at, int count)
        {
            long value = 0;
            for (int i = 0; i < count; i++)
            {
                value = (value << 8) | octets[at++];
            }

            return value;
        }
    }
}
