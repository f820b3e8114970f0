namespace SensorNet.ConstrainedNode
{
    /// <summary>The board's sleep modes. The radio is off in both, and the network is gone after them.</summary>
    public interface ISleep
    {
        /// <summary>Whether this boot is the end of a timed deep sleep: the clock has run on and the flash is as it was left.</summary>
        bool WokeFromDeepSleep { get; }

        /// <summary>
        /// Sleeps with the memory kept, for <paramref name="milliseconds"/> from 1 up, and returns. False at once, with the radio off all the same,
        /// where the board refuses: the caller waits.
        /// </summary>
        bool LightSleep(int milliseconds);

        /// <summary>
        /// Sleeps with the memory lost, for <paramref name="milliseconds"/> from 1 up; the board boots afterwards. Does not return on a board.
        /// </summary>
        void DeepSleep(int milliseconds);
    }
}
