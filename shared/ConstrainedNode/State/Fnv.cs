using System.Text;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// FNV-1a with 32 bits: tells an interrupted write and other settings from a good record. It is no protection against an attacker.
    /// </summary>
    internal static class Fnv
    {
        internal const int Basis = unchecked((int)2166136261);
        private const int Prime = 16777619;

        internal static int Hash(int hash, byte[] octets, int offset, int length)
        {
            unchecked
            {
                for (int i = offset; i < offset + length; i++)
                {
                    hash = (hash ^ octets[i]) * Prime;
                }
            }

            return hash;
        }

        // A text and its end, so that "a", "bc" and "ab", "c" differ.
        internal static int Hash(int hash, string text)
        {
            byte[] octets = Encoding.UTF8.GetBytes(text ?? "");
            return unchecked((Hash(hash, octets, 0, octets.Length) ^ 0xFF) * Prime);
        }
    }
}
