using System;

namespace SensorNet.Emulator;

/// <summary>A BME280: temperature, pressure and humidity; chip id 0x60.</summary>
public sealed class Bme280Chip : Bmx280Chip
{
    /// <summary>Makes a chip as it comes from the factory, in the air of <paramref name="environment"/>.</summary>
    public Bme280Chip(ChipCalibration calibration, IEnvironment environment, TimeProvider timeProvider, int seed = 0)
        : base(0x60, calibration, environment, timeProvider, seed)
    {
    }

    private protected override bool HasHumidity => true;

    // Data sheet, table 27.
    private protected override double StandbyMs(int code) => code switch
    {
        0 => 0.5,
        1 => 62.5,
        2 => 125,
        3 => 250,
        4 => 500,
        5 => 1000,
        6 => 10,
        _ => 20,
    };
}
