using System;
using System.Device.I2c;
using System.IO;
using Iot.Device.Bmxx80.FilteringMode;
using Iot.Device.Bmxx80.PowerMode;
using UnitsNet;

namespace Iot.Device.Bmxx80;

/// <summary>What BME280 and BMP280 have in common.</summary>
public abstract class Bmx280Base : Bmxx80Base
{
    /// <summary>The address with SDO high.</summary>
    public const byte DefaultI2cAddress = 0x77;

    /// <summary>The address with SDO low.</summary>
    public const byte SecondaryI2cAddress = 0x76;

    /// <summary>Milliseconds that a value takes at each <see cref="Sampling"/>.</summary>
    protected static readonly int[] OsToMeasCycles = [0, 7, 9, 14, 23, 44];

    private const double SeaLevelHectopascals = 1013.25;

    private Bmx280FilteringMode _filterMode;
    private StandbyTime _standbyTime;

    /// <summary>Opens the chip.</summary>
    /// <exception cref="IOException">It is another one, or nothing answered.</exception>
    protected Bmx280Base(byte deviceId, I2cDevice i2cDevice)
        : base(deviceId, i2cDevice)
    {
    }

    /// <summary>Coefficient of the chip's filter.</summary>
    public Bmx280FilteringMode FilterMode
    {
        get => _filterMode;
        set
        {
            ChangeRegister(Bmxx80Register.Config, 0b1110_0011, (byte)((byte)value << 2));
            _filterMode = value;
        }
    }

    /// <summary>Pause between two measurements in normal mode.</summary>
    public StandbyTime StandbyTime
    {
        get => _standbyTime;
        set
        {
            ChangeRegister(Bmxx80Register.Config, 0b0001_1111, (byte)((byte)value << 5));
            _standbyTime = value;
        }
    }

    /// <inheritdoc/>
    public override bool TryReadTemperature(out Temperature temperature) => TryReadTemperatureCore(out temperature);

    /// <inheritdoc/>
    public override bool TryReadPressure(out Pressure pressure) => TryReadPressureCore(out pressure);

    /// <summary>The chip's mode.</summary>
    /// <exception cref="IOException">The register holds none.</exception>
    public Bmx280PowerMode ReadPowerMode()
    {
        Bmx280PowerMode mode = (Bmx280PowerMode)(Read8BitsFromRegister(ControlRegister) & 0b11);
        return mode is Bmx280PowerMode.Sleep or Bmx280PowerMode.Forced or Bmx280PowerMode.Normal ? mode : throw new IOException();
    }

    /// <summary>Sets the chip's mode.</summary>
    public void SetPowerMode(Bmx280PowerMode powerMode) => ChangeRegister(ControlRegister, 0b1111_1100, (byte)powerMode);

    /// <summary>The chip's status.</summary>
    public DeviceStatus ReadStatus()
    {
        byte status = Read8BitsFromRegister(Bmxx80Register.Status);
        return new DeviceStatus { Measuring = (status & 0b1000) != 0, ImageUpdating = (status & 0b0001) != 0 };
    }

    /// <summary>Milliseconds that a measurement takes at most, with the samplings as they are.</summary>
    public virtual int GetMeasurementDuration() => OsToMeasCycles[(int)PressureSampling] + OsToMeasCycles[(int)TemperatureSampling];

    /// <summary>The height over the level where the pressure is <paramref name="seaLevelPressure"/>, by the hypsometric formula.</summary>
    public bool TryReadAltitude(Pressure seaLevelPressure, out Length altitude)
    {
        altitude = default;
        if (!TryReadPressureCore(out Pressure pressure) || !TryReadTemperatureCore(out Temperature temperature))
        {
            return false;
        }

        double ratio = Math.Pow(seaLevelPressure.Pascals / pressure.Pascals, 1 / 5.255) - 1;
        altitude = Length.FromMeters(ratio * temperature.Kelvins / 0.0065);
        return true;
    }

    /// <summary>The height over the level where the pressure is 1013.25 hPa.</summary>
    public bool TryReadAltitude(out Length altitude) => TryReadAltitude(Pressure.FromHectopascals(SeaLevelHectopascals), out altitude);

    /// <inheritdoc/>
    protected override void SetDefaultConfiguration()
    {
        base.SetDefaultConfiguration();
        FilterMode = Bmx280FilteringMode.Off;
        StandbyTime = StandbyTime.Ms125;
    }

    /// <summary>Reads and compensates the temperature; false when its sampling is off.</summary>
    protected bool TryReadTemperatureCore(out Temperature temperature)
    {
        temperature = default;
        if (TemperatureSampling == Sampling.Skipped)
        {
            return false;
        }

        temperature = CompensateTemperature((int)(Read24BitsFromRegister(Bmxx80Register.TemperatureData, Endianness.BigEndian) >> 4));
        return true;
    }

    /// <summary>Reads and compensates the pressure; false when its sampling is off.</summary>
    protected bool TryReadPressureCore(out Pressure pressure, bool skipTempFineRead = false)
    {
        pressure = default;
        if (PressureSampling == Sampling.Skipped)
        {
            return false;
        }

        if (!skipTempFineRead)
        {
            TryReadTemperatureCore(out _);
        }

        pressure = CompensatePressure((int)(Read24BitsFromRegister(Bmxx80Register.PressureData, Endianness.BigEndian) >> 4));
        return true;
    }

    // Bosch's pressure formula in floating point (BME280 data sheet, appendix 8.1).
    private Pressure CompensatePressure(int adcPressure)
    {
        int[] dig = Calibration.DigP;
        double t = (TemperatureFine / 2) - 64000;
        double offset = (((t * t * dig[5] / 32768) + (t * dig[4] * 2)) / 4) + (dig[3] * 65536.0);
        double slope = (((dig[2] * t * t / 524288) + (dig[1] * t)) / 524288 / 32768 + 1) * dig[0];
        if (slope == 0)
        {
            return Pressure.FromPascals(0);
        }

        double p = (1048576.0 - adcPressure - (offset / 4096)) * 6250 / slope;
        return Pressure.FromPascals(p + (((dig[8] * p * p / 2147483648.0) + (p * dig[7] / 32768) + dig[6]) / 16));
    }
}
