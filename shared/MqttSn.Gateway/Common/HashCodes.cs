namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Hashes for the open addressing tables: 32 bits, well mixed in the low ones, the same on every platform.</summary>
    internal static class HashCodes
    {
        // FNV-1a (offset basis and prime), with a finisher: the tables use the low bits alone.
        internal static int OfOctets(byte[] octets, int offset, int length)
        {
            uint hash = 2166136261;
            int end = offset + length;
            for (int at = offset; at < end; at++)
            {
                hash = (hash ^ octets[at]) * 16777619;
            }

            return Finish(hash);
        }

        internal static int OfLong(long value) => Add((int)value, (int)(value >> 32));

        internal static int Add(int hash, int value) => Finish(((uint)hash * 31) ^ ((uint)value * 0x9E3779B1));

        private static int Finish(uint hash)
        {
            hash ^= hash >> 16;
            hash *= 0x85EBCA6B;
            hash ^= hash >> 13;
            return (int)hash;
        }
    }
}
