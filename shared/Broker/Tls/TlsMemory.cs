namespace SensorNet.Broker
{
    /// <summary>What TLS needs of the native memory, and what happens without it.</summary>
    public static class TlsMemory
    {
        /// <summary>One of the two record buffers: 16,384 octets of content with header, MAC and padding. It must be one block.</summary>
        public const int BlockBytes = 16717;

        /// <summary>
        /// Both buffers, and 8 KB for what a handshake takes besides (certificates, key exchange, random generator): an estimate.
        /// </summary>
        public const int FreeBytesMin = (2 * BlockBytes) + 8192;

        /// <summary>
        /// After so many attempts in a row without the memory the board is restarted: what holds it does not give it back any more.
        /// </summary>
        public const int AttemptsMax = 5;

        /// <summary>Whether a handshake has the memory that it needs; where it is not known it is tried.</summary>
        public static bool IsEnough(long freeBytes, long largestBlockBytes) =>
            (freeBytes < 0 || freeBytes >= FreeBytesMin) && (largestBlockBytes < 0 || largestBlockBytes >= BlockBytes);
    }
}
