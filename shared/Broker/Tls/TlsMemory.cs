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

        /// <summary>How often that number is doubled at most.</summary>
        public const int DoublingsMax = 6;

        /// <summary>
        /// After how many attempts in a row a board is restarted: <see cref="AttemptsMax"/>, and twice as many after each such restart that did not
        /// help. Each loses the readings that are in memory alone.
        /// </summary>
        /// <param name="resetReason">Why the board started.</param>
        /// <param name="repeats">How often in a row for that.</param>
        public static int AttemptsBeforeRestart(string resetReason, long repeats)
        {
            bool isRepeated = resetReason == TlsFaultText.NoMemoryForLong();
            return AttemptsMax << (!isRepeated ? 0 : repeats < DoublingsMax ? (int)repeats : DoublingsMax);
        }

        /// <summary>Whether a handshake has the memory that it needs; where it is not known it is tried.</summary>
        public static bool IsEnough(long freeBytes, long largestBlockBytes) =>
            (freeBytes < 0 || freeBytes >= FreeBytesMin) && (largestBlockBytes < 0 || largestBlockBytes >= BlockBytes);
    }
}
