namespace SensorNet.SetUp
{
    /// <summary>
    /// A board's PIN, from its MAC address and a number that only its flash has: the address alone is in every frame that it sends.
    /// </summary>
    public static class PinText
    {
        /// <summary>Its digits: as many as a Wi-Fi password needs at least.</summary>
        public const int Digits = 8;

        private const int PinCount = 100000000;

        // 64-bit FNV-1a.
        private const ulong OffsetBasis = 14695981039346656037;
        private const ulong Prime = 1099511628211;

        /// <summary>Makes the PIN.</summary>
        /// <param name="macAddress">The board's MAC address, or null.</param>
        /// <param name="secret">The number.</param>
        public static string Make(byte[] macAddress, int secret)
        {
            ulong hash = OffsetBasis;
            for (int i = 0; macAddress != null && i < macAddress.Length; i++)
            {
                hash = (hash ^ macAddress[i]) * Prime;
            }

            for (int i = 0; i < 4; i++)
            {
                hash = (hash ^ (byte)(secret >> (8 * i))) * Prime;
            }

            int number = (int)((hash ^ (hash >> 32)) % PinCount);
            return number.ToString("D8");
        }

        /// <summary>Whether two texts are the same, in a time that does not depend on where they differ.</summary>
        public static bool AreSame(string pin, string given)
        {
            int difference = pin.Length ^ given.Length;
            for (int i = 0; i < pin.Length; i++)
            {
                difference |= pin[i] ^ (i < given.Length ? given[i] : 0);
            }

            return difference == 0;
        }
    }
}
