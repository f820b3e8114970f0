using System;
using System.Linq;

namespace SensorNet.Emulator;

/// <summary>Makes the chip that a board's options ask for.</summary>
internal static class SensorChips
{
    public static ISensorChip? Create(BoardOptions options, IEnvironment environment)
    {
        ChipCalibration calibration = options.Calibration ?? ChipCalibration.Sold[(int)((uint)options.Seed % ChipCalibration.Sold.Count)];
        ISensorChip? chip = options.Sensor switch
        {
            SensorKind.Bme280 => new Bme280Chip(calibration, environment, options.TimeProvider, options.Seed),
            SensorKind.Bmp280 => new Bmp280Chip(calibration, environment, options.TimeProvider, options.Seed),
            SensorKind.Sht31 => new Sht31Chip(environment, options.TimeProvider, options.Seed),
            _ => null,
        };
        if (chip is not null && options.SensorAddress is { } address && !chip.Addresses.Contains(address))
        {
            string allowed = string.Join(" and ", chip.Addresses.Select(one => $"0x{one:X2}"));
            throw new ArgumentException($"{nameof(options.SensorAddress)} is 0x{address:X2}: the chip has {allowed}.", nameof(options));
        }

        return chip;
    }
}
