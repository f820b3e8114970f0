using System;
using System.Buffers.Binary;
using System.Device.I2c;
using System.IO;
using UnitsNet;

namespace Iot.Device.Bmxx80;

/// <summary>
/// What Bosch's environmental sensors have in common. Uses the bus as the device's driver does: the register's address in a
/// transfer of its own, no look at a transfer's status, no wait after the reset.
/// </summary>
public abstract partial class Bmxx80Base : IDisposable
{
    private const byte ResetCommand = 0xB6;
    private const byte DeepestSampling = (byte)Sampling.UltraHighResolution;

    private Sampling _temperatureSampling;
    private Sampling _pressureSampling;

    /// <summary>Checks the chip's id, reads its calibration and resets it.</summary>
    /// <exception cref="IOException">The id is another one, or nothing answered.</exception>
    protected Bmxx80Base(byte deviceId, I2cDevice i2cDevice)
    {
        I2cDevice = i2cDevice ?? throw new ArgumentNullException(nameof(i2cDevice));
        if (Read8BitsFromRegister(Bmxx80Register.ChipId) != deviceId)
        {
            throw new IOException();
        }

        ControlRegister = Bmxx80Register.CtrlMeas;
        Calibration = Bmxx80Calibration.Read(this, HasHumidity);
        Reset();
    }

    /// <summary>Oversampling of the pressure.</summary>
    public Sampling PressureSampling
    {
        get => _pressureSampling;
        set
        {
            ChangeRegister(ControlRegister, 0b1110_0011, (byte)((byte)value << 2));
            _pressureSampling = value;
        }
    }

    /// <summary>Oversampling of the temperature.</summary>
    public Sampling TemperatureSampling
    {
        get => _temperatureSampling;
        set
        {
            ChangeRegister(ControlRegister, 0b0001_1111, (byte)((byte)value << 5));
            _temperatureSampling = value;
        }
    }

    internal Bmxx80Calibration Calibration { get; }

    /// <summary>t_fine: the temperature in 1/5120 °C, which the other formulas build on.</summary>
    protected double TemperatureFine { get; set; }

    /// <summary>What dig_T3 is multiplied by.</summary>
    protected virtual int TempCalibrationFactor => 1;

    /// <summary>The register with oversampling and mode.</summary>
    protected byte ControlRegister { get; set; }

    /// <summary>How the chip is connected.</summary>
    protected CommunicationProtocol CommunicationProtocol1 { get; set; }

    /// <summary>The chip on its bus.</summary>
    protected I2cDevice I2cDevice { get; set; }

    private protected virtual bool HasHumidity => false;

    /// <summary>Resets the chip and sets the defaults. The chip needs 2 ms to start, which the driver does not give it.</summary>
    public void Reset()
    {
        I2cDevice.Write(new[] { Bmxx80Register.Reset, ResetCommand });
        SetDefaultConfiguration();
    }

    /// <summary>The temperature as last measured; false when its sampling is off.</summary>
    public abstract bool TryReadTemperature(out Temperature temperature);

    /// <summary>The pressure as last measured; false when its sampling is off.</summary>
    public abstract bool TryReadPressure(out Pressure pressure);

    /// <summary>Closes the I2C device.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Bosch's temperature formula in floating point (BME280 data sheet, appendix 8.1).</summary>
    protected Temperature CompensateTemperature(int adcTemperature)
    {
        double coarse = ((adcTemperature / 16384.0) - (Calibration.DigT1 / 1024.0)) * Calibration.DigT2;
        double offset = (adcTemperature / 131072.0) - (Calibration.DigT1 / 8192.0);
        TemperatureFine = coarse + (offset * offset * Calibration.DigT3 * TempCalibrationFactor);
        return Temperature.FromDegreesCelsius(TemperatureFine / 5120.0);
    }

    /// <summary>Reads a register.</summary>
    protected internal byte Read8BitsFromRegister(byte register)
    {
        I2cDevice.WriteByte(register);
        return I2cDevice.ReadByte();
    }

    /// <summary>Reads two registers as one number.</summary>
    protected internal ushort Read16BitsFromRegister(byte register, Endianness endianness = Endianness.LittleEndian)
    {
        byte[] bytes = new byte[2];
        I2cDevice.WriteByte(register);
        I2cDevice.Read(bytes);
        return endianness == Endianness.LittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }

    /// <summary>Reads three registers as one number.</summary>
    protected internal uint Read24BitsFromRegister(byte register, Endianness endianness = Endianness.LittleEndian)
    {
        byte[] bytes = new byte[4];
        I2cDevice.WriteByte(register);
        I2cDevice.Read(new SpanByte(bytes, 1, 3));
        return endianness == Endianness.LittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    /// <summary>A register's value as <see cref="Sampling"/>: 5 to 7 all mean 16 samples.</summary>
    protected Sampling ByteToSampling(byte value) => (Sampling)Math.Min(value, DeepestSampling);

    /// <summary>Sets what the chip does after a reset.</summary>
    protected virtual void SetDefaultConfiguration()
    {
        PressureSampling = Sampling.UltraLowPower;
        TemperatureSampling = Sampling.UltraLowPower;
    }

    /// <summary>Closes the I2C device.</summary>
    protected virtual void Dispose(bool disposing)
    {
        I2cDevice?.Dispose();
        I2cDevice = null!;
    }

    private protected void ChangeRegister(byte register, byte keptBits, byte newBits)
    {
        byte kept = (byte)(Read8BitsFromRegister(register) & keptBits);
        I2cDevice.Write(new[] { register, (byte)(kept | newBits) });
    }
}
