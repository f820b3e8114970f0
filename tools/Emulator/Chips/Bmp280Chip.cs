using System;

namespace SensorNet.Emulator;

/// <summary>A BMP280: temperature and pressure; chip id 0x58.</summary>
public sealed class Bmp280Chip : Bmx280Chip
{
    /// <summary>Makes a chip as it comes from the factory, in the air of <paramref name="environment"/>.</summary>
    public Bmp280Chip(ChipCalibration calibration, IEnvironment environment, TimeProvider timeProvider, int seed = 0)
        : base(0x58, calibration, environment, timeProvider, seed)
    {
    }

    // BMP280 data sheet, table 11.
    private protected override double StandbyMs(int code) => code switch
    {
        0 => 0.5,
        1 => 62.5,
        2 => 125,
        3 => 250,
        4 => 500,
        5 => 1000,
        6 => 2000,
        _ => 4000,
    };
}
