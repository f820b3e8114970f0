namespace SensorNet.ConstrainedNode
{
    /// <summary>What a node does between two readings.</summary>
    public enum SleepMode
    {
        /// <summary>It stays connected.</summary>
        None = 0,

        /// <summary>It sleeps with its memory kept and its radio off.</summary>
        Light = 1,

        /// <summary>It sleeps with nothing kept but the flash and the clock, and boots for each reading.</summary>
        Deep = 2,
    }
}
