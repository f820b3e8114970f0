namespace SensorNet.MqttSn
{
    /// <summary>Compares what an attacker must not guess octet by octet: how long it takes does not depend on where the octets differ.</summary>
    public static class TagComparison
    {
        /// <summary>Whether two ranges have the same octets.</summary>
        public static bool AreSame(byte[] one, int oneOffset, byte[] other, int otherOffset, int length)
        {
            int difference = 0;
            for (int i = 0; i < length; i++)
            {
                difference |= one[oneOffset + i] ^ other[otherOffset + i];
            }

            return difference == 0;
        }

        /// <summary>Whether two arrays have the same octets. Their lengths are no secret.</summary>
        public static bool AreSame(byte[] one, byte[] other) => one.Length == other.Length && AreSame(one, 0, other, 0, one.Length);
    }
}
