using System;
using System.Device.I2c;
using UnitsNet;

namespace Iot.Device.Sht3x;

/// <summary>
/// Sensirion's SHT3x. Uses the bus as the device's driver does: no look at a transfer's status; a measurement for each of the two values; 20 ms
/// after each command; values rounded to 0.1; and where a checksum is wrong the value of the measurement before, which is 0 at first.
/// </summary>
public class Sht3x : IDisposable
{
    private const byte CrcPolynomial = 0x31;
    private const byte CrcInitial = 0xFF;
    private const int CommandTimeMs = 20;

    private I2cDevice _i2cDevice;
    private double _temperature;
    private double _humidity;
    private bool _heater;

    /// <summary>Resets the chip. Says nothing about whether it is there.</summary>
    public Sht3x(I2cDevice i2cDevice, Resolution resolution = Resolution.High)
    {
        _i2cDevice = i2cDevice;
        Resolution = resolution;
        Reset();
    }

    /// <summary>How well it measures.</summary>
    public Resolution Resolution { get; set; }

    /// <summary>Measures, and gives the temperature.</summary>
    public Temperature Temperature
    {
        get
        {
            ReadTempAndHumidity();
            return Temperature.FromDegreesCelsius(_temperature);
        }
    }

    /// <summary>Measures, and gives the relative humidity.</summary>
    public RelativeHumidity Humidity
    {
        get
        {
            ReadTempAndHumidity();
            return RelativeHumidity.FromPercent(_humidity);
        }
    }

    /// <summary>Whether the heater was last switched on. The chip is not asked.</summary>
    public bool Heater
    {
        get => _heater;
        set
        {
            Write(value ? Register.HeaterEnable : Register.HeaterDisable);
            _heater = value;
        }
    }

    /// <summary>Resets the chip.</summary>
    public void Reset() => Write(Register.Reset);

    /// <summary>Closes the I2C device.</summary>
    public void Dispose()
    {
        _i2cDevice?.Dispose();
        _i2cDevice = null!;
        GC.SuppressFinalize(this);
    }

    private static bool IsChecksumRight(SpanByte data, byte expected)
    {
        byte crc = CrcInitial;
        for (int index = 0; index < 2; index++)
        {
            crc ^= data[index];
            for (int bit = 8; bit > 0; bit--)
            {
                crc = (crc & 0x80) != 0 ? (byte)((crc << 1) ^ CrcPolynomial) : (byte)(crc << 1);
            }
        }

        return crc == expected;
    }

    private void ReadTempAndHumidity()
    {
        SpanByte read = new byte[6];
        _i2cDevice.Write(new[] { (byte)Register.Measure, (byte)Resolution });
        Thread.Sleep(CommandTimeMs);
        _i2cDevice.Read(read);

        int rawTemperature = (read[0] << 8) | read[1];
        int rawHumidity = (read[3] << 8) | read[4];
        if (!IsChecksumRight(read.Slice(0, 2), read[2]) || !IsChecksumRight(read.Slice(3, 2), read[5]))
        {
            return;
        }

        _temperature = Math.Round(((rawTemperature * 175 / 65535.0) - 45) * 10) / 10.0;
        _humidity = Math.Round(rawHumidity * 100 / 65535.0 * 10) / 10.0;
    }

    private void Write(Register register)
    {
        _i2cDevice.Write(new[] { (byte)((short)register >> 8), (byte)((short)register & 0xFF) });
        Thread.Sleep(CommandTimeMs);
    }
}
