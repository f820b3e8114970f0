namespace nanoFramework.Hardware.Esp32;

public partial class Sleep
{
    /// <summary>What woke the board.</summary>
    public enum WakeupCause
    {
        /// <summary>Undefined.</summary>
        Undefined = 0,

        /// <summary>Ext0.</summary>
        Ext0 = 2,

        /// <summary>Ext1.</summary>
        Ext1 = 3,

        /// <summary>Timer.</summary>
        Timer = 4,

        /// <summary>TouchPad.</summary>
        TouchPad = 5,

        /// <summary>Ulp.</summary>
        Ulp = 6,

        /// <summary>Gpio.</summary>
        Gpio = 7,

        /// <summary>Uart.</summary>
        Uart = 8,

        /// <summary>Wifi.</summary>
        Wifi = 9,

        /// <summary>CoCpu.</summary>
        CoCpu = 10,

        /// <summary>CoCpuTrapTrig.</summary>
        CoCpuTrapTrig = 11,

        /// <summary>Bt.</summary>
        Bt = 12,
    }
}
