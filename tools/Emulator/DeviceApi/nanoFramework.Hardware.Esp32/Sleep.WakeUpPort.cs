namespace nanoFramework.Hardware.Esp32;

public partial class Sleep
{
    /// <summary>Serial ports that can wake the board.</summary>
    public enum WakeUpPort
    {
        /// <summary>COM1.</summary>
        COM1 = 0,

        /// <summary>COM2.</summary>
        COM2 = 1,
    }
}
