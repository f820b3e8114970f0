namespace Iot.Device.Bmxx80.FilteringMode;

/// <summary>Coefficient of the chip's IIR filter.</summary>
public enum Bmx280FilteringMode : byte
{
    /// <summary>Off.</summary>
    Off = 0,

    /// <summary>X2.</summary>
    X2 = 1,

    /// <summary>X4.</summary>
    X4 = 2,

    /// <summary>X8.</summary>
    X8 = 3,

    /// <summary>X16.</summary>
    X16 = 4,
}
