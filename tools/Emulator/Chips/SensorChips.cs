using System;

namespace SensorNet.Emulator;

/// <summary>Makes the chip that a board's options ask for.</summary>
internal static class SensorChips
{
    public static Bmx280Chip? Create(BoardOptions options, IEnvironment environment)
    {
        ChipCalibration calibration = options.Calibration ?? ChipCalibration.Sold[(int)((uint)options.Seed % ChipCalibration.Sold.Count)];
        if (options.Sensor != SensorKind.None && options.SensorAddress is not (0x76 or 0x77))
        {
            throw new ArgumentException($"{nameof(options.SensorAddress)} is 0x{options.SensorAddress:X2}: the chip has 0x76 and 0x77.", nameof(options));
        }

        return options.Sensor switch
        {
            SensorKind.Bme280 => new Bme280Chip(calibration, environment, options.TimeProvider, options.Seed),
            SensorKind.Bmp280 => new Bmp280Chip(calibration, environment, options.TimeProvider, options.Seed),
            _ => null,
        };
    }
}
