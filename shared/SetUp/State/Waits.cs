namespace SensorNet.SetUp
{
    /// <summary>How long a board waits before it opens its access point, and keeps it open.</summary>
    public static class Waits
    {
        /// <summary>Without a visitor for so long the access point closes, in ms.</summary>
        public const int QuietMs = 10 * 60000;

        /// <summary>The longest that it is open, in ms: as long as its PIN is valid.</summary>
        public const int OpenMaxMs = PinGuard.LifetimeMs;

        /// <summary>How long a board without settings waits after the first time that nobody came, in ms.</summary>
        public const int ClosedMinMs = 5 * 60000;

        /// <summary>The longest of these waits, in ms.</summary>
        public const long LongestMs = 24 * 3600000L;

        private const int DoublingsMax = 10;

        /// <summary>For how long Wi-Fi must fail, in ms.</summary>
        /// <param name="afterSeconds">The setting.</param>
        /// <param name="round">How often nobody came.</param>
        public static long BeforeOpeningMs(int afterSeconds, int round) => Doubled(afterSeconds * 1000L, round);

        /// <summary>How long a board without settings leaves its access point closed, in ms.</summary>
        /// <param name="round">How often nobody came.</param>
        public static long ClosedMs(int round) => round == 0 ? 0 : Doubled(ClosedMinMs, round - 1);

        private static long Doubled(long ms, int times)
        {
            long doubled = ms << (times > DoublingsMax ? DoublingsMax : times);
            return doubled <= LongestMs ? doubled : ms > LongestMs ? ms : LongestMs;
        }
    }
}
