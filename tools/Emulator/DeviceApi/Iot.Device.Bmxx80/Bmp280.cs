using System.Device.I2c;
using System.IO;
using Iot.Device.Bmxx80.PowerMode;
using Iot.Device.Bmxx80.ReadResult;
using UnitsNet;

namespace Iot.Device.Bmxx80;

/// <summary>Bosch BMP280: temperature and pressure.</summary>
public class Bmp280 : Bmx280Base
{
    private const byte DeviceId = 0x58;

    /// <summary>Opens the chip.</summary>
    /// <exception cref="IOException">It is another one, or nothing answered.</exception>
    public Bmp280(I2cDevice i2cDevice)
        : base(DeviceId, i2cDevice)
    {
    }

    /// <summary>Measures (in normal mode: takes what was measured last).</summary>
    public Bmp280ReadResult Read()
    {
        if (ReadPowerMode() != Bmx280PowerMode.Normal)
        {
            SetPowerMode(Bmx280PowerMode.Forced);
            Thread.Sleep(GetMeasurementDuration());
        }

        bool hasTemperature = TryReadTemperatureCore(out Temperature temperature);
        bool hasPressure = TryReadPressureCore(out Pressure pressure, skipTempFineRead: true);
        return new Bmp280ReadResult(temperature, hasTemperature, pressure, hasPressure);
    }
}
