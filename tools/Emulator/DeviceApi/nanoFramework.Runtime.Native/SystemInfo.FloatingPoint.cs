namespace nanoFramework.Runtime.Native;

public static partial class SystemInfo
{
    /// <summary>What the processor computes with.</summary>
    public enum FloatingPoint
    {
        /// <summary>Integers only.</summary>
        None = 0,

        /// <summary>Single precision in software.</summary>
        SinglePrecisionSoftware = 1,

        /// <summary>Single precision in hardware.</summary>
        SinglePrecisionHardware = 2,

        /// <summary>Double precision in software.</summary>
        DoublePrecisionSoftware = 3,

        /// <summary>Double precision in hardware.</summary>
        DoublePrecisionHardware = 4,
    }
}
