namespace SensorNet.Device
{
    /// <summary>
    /// Says when a board is to be restarted for want of memory. After each restart that did not help it waits twice as long, up to
    /// <see cref="DoublingsMax"/> times.
    /// </summary>
    public sealed class MemoryFloor
    {
        /// <summary>
        /// Below so many free bytes of the managed heap a board is near its end: a payload, its copy and the client's queue take as much.
        /// </summary>
        public const int FreeBytesMin = 8192;

        /// <summary>How many looks in a row, one a minute, must find less.</summary>
        public const int LooksMin = 5;

        /// <summary>How often that number is doubled at most.</summary>
        public const int DoublingsMax = 6;

        /// <summary>What the restart is for.</summary>
        public const string Reason = "memory: too little is free";

        private readonly int _looksMin;
        private int _looks;

        /// <summary>Makes it at the board's start.</summary>
        public MemoryFloor(IBoard board)
        {
            long repeats = board.ResetReason == Reason ? board.RepeatedRestarts : 0;
            _looksMin = LooksMin << (int)(repeats < DoublingsMax ? repeats : DoublingsMax);
        }

        /// <summary>Takes a look's result. True when the board is to be restarted.</summary>
        /// <param name="freeBytes">Free bytes of the managed heap, or −1 where it is not known.</param>
        public bool IsBroken(long freeBytes)
        {
            _looks = freeBytes >= 0 && freeBytes < FreeBytesMin ? _looks + 1 : 0;
            return _looks >= _looksMin;
        }
    }
}
