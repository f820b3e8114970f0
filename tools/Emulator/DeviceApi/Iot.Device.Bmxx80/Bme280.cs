using System;
using System.Device.I2c;
using System.IO;
using Iot.Device.Bmxx80.PowerMode;
using Iot.Device.Bmxx80.ReadResult;
using UnitsNet;

namespace Iot.Device.Bmxx80;

/// <summary>Bosch BME280: temperature, humidity and pressure.</summary>
public class Bme280 : Bmx280Base
{
    private const byte DeviceId = 0x60;

    private Sampling _humiditySampling;

    /// <summary>Opens the chip.</summary>
    /// <exception cref="IOException">It is another one, or nothing answered.</exception>
    public Bme280(I2cDevice i2cDevice)
        : base(DeviceId, i2cDevice)
    {
    }

    /// <summary>Oversampling of the humidity.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such oversampling.</exception>
    public Sampling HumiditySampling
    {
        get => _humiditySampling;
        set
        {
            if (value > Sampling.UltraHighResolution)
            {
                throw new ArgumentOutOfRangeException(nameof(value), $"There is no oversampling {value}.");
            }

            ChangeRegister(Bmxx80Register.CtrlHum, 0b1111_1000, (byte)value);

            // ctrl_hum takes effect with the next write of ctrl_meas (BME280 data sheet, 5.4.3).
            ChangeRegister(Bmxx80Register.CtrlMeas, 0xFF, 0);
            _humiditySampling = value;
        }
    }

    private protected override bool HasHumidity => true;

    /// <summary>The humidity as last measured; false when its sampling is off.</summary>
    public bool TryReadHumidity(out RelativeHumidity humidity) => TryReadHumidityCore(out humidity, skipTempFineRead: false);

    /// <inheritdoc/>
    public override int GetMeasurementDuration() => base.GetMeasurementDuration() + OsToMeasCycles[(int)HumiditySampling];

    /// <summary>Measures (in normal mode: takes what was measured last).</summary>
    public Bme280ReadResult Read()
    {
        if (ReadPowerMode() != Bmx280PowerMode.Normal)
        {
            SetPowerMode(Bmx280PowerMode.Forced);
            Thread.Sleep(GetMeasurementDuration());
        }

        bool hasTemperature = TryReadTemperatureCore(out Temperature temperature);
        bool hasPressure = TryReadPressureCore(out Pressure pressure, skipTempFineRead: true);
        bool hasHumidity = TryReadHumidityCore(out RelativeHumidity humidity, skipTempFineRead: true);
        return new Bme280ReadResult(temperature, hasTemperature, pressure, hasPressure, humidity, hasHumidity);
    }

    /// <inheritdoc/>
    protected override void SetDefaultConfiguration()
    {
        base.SetDefaultConfiguration();
        HumiditySampling = Sampling.UltraLowPower;
    }

    private bool TryReadHumidityCore(out RelativeHumidity humidity, bool skipTempFineRead)
    {
        humidity = default;
        if (HumiditySampling == Sampling.Skipped)
        {
            return false;
        }

        if (!skipTempFineRead)
        {
            TryReadTemperature(out _);
        }

        humidity = CompensateHumidity(Read16BitsFromRegister(Bmxx80Register.HumidityData, Endianness.BigEndian));
        return true;
    }

    // Bosch's humidity formula in floating point (BME280 data sheet, appendix 8.1), but with dig_H3 as the device's driver has it: divided
    // by the temperature instead of multiplied. Without effect where dig_H3 is 0.
    private RelativeHumidity CompensateHumidity(int adcHumidity)
    {
        double t = TemperatureFine - 76800;
        double offset = (Calibration.DigH4 * 64.0) + (Calibration.DigH5 / 16384.0 * t);
        double slope = Calibration.DigH2 / 65536.0 * (1 + (Calibration.DigH6 / 67108864.0 * t)) * (1 + (Calibration.DigH3 / (67108864.0 * t)));
        double h = (adcHumidity - offset) * slope;
        return RelativeHumidity.FromPercent(Math.Clamp(h * (1 - (Calibration.DigH1 * h / 524288)), 0, 100));
    }
}
