namespace nanoFramework.Hardware.Esp32;

public partial class Sleep
{
    /// <summary>When several pins wake the board.</summary>
    public enum WakeupMode
    {
        /// <summary>AllLow.</summary>
        AllLow = 0,

        /// <summary>AnyHigh.</summary>
        AnyHigh = 1,
    }
}
