using System;

namespace SensorNet.Emulator;

/// <summary>What can be wrong with a chip; any of them together.</summary>
[Flags]
public enum ChipFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It is not there: its address is not acknowledged.</summary>
    Absent = 1,

    /// <summary>It acknowledges its address, and nothing after that: writes are lost, reads give ones.</summary>
    Nack = 2,

    /// <summary>It measures, but its data registers no longer change: after a reset they say that nothing was measured.</summary>
    Stuck = 4,

    /// <summary>It says that it is another chip: a BME680 (0x61) where it has a chip id, one without checksums where it has none.</summary>
    WrongId = 8,

    /// <summary>Every value it measures is off by up to 20 °C, 30 %RH and 50 hPa.</summary>
    Noise = 16,

    /// <summary>The checksums that it sends are wrong. Not for a chip that sends none.</summary>
    BadChecksum = 32,

    /// <summary>A measurement takes ten times as long as the data sheet says.</summary>
    Slow = 64,
}
