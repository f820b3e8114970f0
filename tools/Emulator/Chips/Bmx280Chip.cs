using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace SensorNet.Emulator;

/// <summary>
/// A BME280 or BMP280 at register level (BME280 data sheet BST-BME280-DS002, BMP280 data sheet BST-BMP280-DS001): what it answers on the bus follows
/// from the air around it, its trimming and the time.
/// </summary>
public abstract class Bmx280Chip : ISensorChip
{
    /// <summary>From power-on or reset to the first answer (data sheet, table 1).</summary>
    public static readonly TimeSpan StartupTime = TimeSpan.FromMilliseconds(2);

    /// <summary>How long after the start-up the status says that the trimming is still being copied.</summary>
    public static readonly TimeSpan ImageUpdateTime = TimeSpan.FromMilliseconds(0.5);

    private protected const byte CtrlHum = 0xF2;
    private const byte CalibrationBegin = 0x88;
    private const byte ChipId = 0xD0;
    private const byte Reset = 0xE0;
    private const byte Status = 0xF3;
    private const byte CtrlMeas = 0xF4;
    private const byte Config = 0xF5;
    private const byte PressureData = 0xF7;
    private const byte DataEnd = 0xFF;
    private const byte ResetCommand = 0xB6;
    private const byte WrongId = 0x61;
    private const int Skipped20Bits = 0x80000;
    private const int Skipped16Bits = 0x8000;
    private const int RawTemperatureBits = 20;
    private const byte ModeBits = 0b11;
    private const byte NormalMode = 0b11;

    // Filtered values do not change any more after so many measurements of the same air.
    private const int CatchUpMeasurementsMax = 256;

    private readonly object _lock = new();
    private readonly byte[] _registers = new byte[256];
    private readonly BoschFormulas _formulas;
    private readonly IEnvironment _environment;
    private readonly TimeProvider _timeProvider;
    private readonly Random _noise;
    private readonly IirFilter _temperatureFilter = new();
    private readonly IirFilter _pressureFilter = new();
    private readonly byte _chipId;
    private ChipFaults _faults;
    private byte _pointer;
    private byte? _pendingCtrlMeas;
    private TimeSpan? _startedUpAt;
    private TimeSpan? _measuringUntil;
    private TimeSpan? _standbyUntil;

    private protected Bmx280Chip(byte chipId, ChipCalibration calibration, IEnvironment environment, TimeProvider timeProvider, int seed)
    {
        _chipId = chipId;
        Calibration = calibration;
        _environment = environment;
        _timeProvider = timeProvider;
        _noise = new Random(seed);
        _formulas = new BoschFormulas(calibration);
        SetPowerOnState();
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Addresses { get; } = [0x76, 0x77];

    /// <summary>The chip's trimming.</summary>
    public ChipCalibration Calibration { get; }

    /// <summary>What is wrong with the chip. Can be changed at any time.</summary>
    public ChipFaults Faults
    {
        get
        {
            lock (_lock)
            {
                return _faults;
            }
        }

        set
        {
            lock (_lock)
            {
                _faults = value;
            }
        }
    }

    private protected virtual bool HasHumidity => false;

    private protected byte EffectiveCtrlHum { get; set; }

    private int TemperatureSamples => Samples(_registers[CtrlMeas] >> 5);

    private int PressureSamples => Samples(_registers[CtrlMeas] >> 2);

    private int HumiditySamples => HasHumidity ? Samples(EffectiveCtrlHum) : 0;

    private int FilterCoefficient => ((_registers[Config] >> 2) & 0b111) switch
    {
        0 => 1,
        1 => 2,
        2 => 4,
        3 => 8,
        _ => 16,
    };

    /// <inheritdoc/>
    public bool AcknowledgesAddress(TimeSpan now)
    {
        lock (_lock)
        {
            Advance(now);
            return (_faults & ChipFaults.Absent) == 0 && !(now < _startedUpAt);
        }
    }

    /// <inheritdoc/>
    public bool Write(ReadOnlySpan<byte> bytes, TimeSpan now)
    {
        lock (_lock)
        {
            if ((_faults & ChipFaults.Nack) != 0)
            {
                return false;
            }

            // Address and value in turn; an address alone is where the next read begins (data sheet, 6.2.1 and 6.2.2).
            for (int index = 0; index < bytes.Length; index += 2)
            {
                _pointer = bytes[index];
                if (index + 1 < bytes.Length)
                {
                    WriteRegister(_pointer, bytes[index + 1], now);
                }
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public bool Read(Span<byte> buffer, TimeSpan now)
    {
        lock (_lock)
        {
            if ((_faults & ChipFaults.Nack) != 0)
            {
                return false;
            }

            // What is measured meanwhile does not show within one burst: the data registers are shadowed (data sheet, 4).
            for (int index = 0; index < buffer.Length; index++)
            {
                buffer[index] = ReadRegister(_pointer++, now);
            }

            return true;
        }
    }

    /// <inheritdoc/>
    public void LosePower()
    {
        lock (_lock)
        {
            SetPowerOnState();
        }
    }

    /// <summary>Standby time of register config, in ms.</summary>
    private protected abstract double StandbyMs(int code);

    private static int Samples(int code) => (code & 0b111) switch
    {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 4,
        4 => 8,
        _ => 16,
    };

    // One sample has 16 bits, and each doubling adds one; the filter gives all 20 (data sheet, 3.4.1 to 3.4.4).
    private static int Quantize(double raw, int samples, int filterCoefficient)
    {
        int lostBits = filterCoefficient > 1 ? 0 : RawTemperatureBits - 16 - (int)Math.Log2(samples);
        double step = 1 << lostBits;
        return (int)Math.Min(Math.Round(raw / step) * step, (1 << RawTemperatureBits) - step);
    }

    private void SetPowerOnState()
    {
        Array.Clear(_registers);
        _registers[ChipId] = _chipId;
        WriteCalibration();
        SetData(Skipped20Bits, Skipped20Bits, Skipped16Bits);
        EffectiveCtrlHum = 0;
        _pendingCtrlMeas = null;
        _measuringUntil = null;
        _standbyUntil = null;
        _startedUpAt = null;
        _temperatureFilter.Reset();
        _pressureFilter.Reset();
    }

    private void WriteCalibration()
    {
        ChipCalibration dig = Calibration;
        Span<byte> block = _registers.AsSpan(CalibrationBegin);
        ReadOnlySpan<short> words =
        [
            (short)dig.T1, dig.T2, dig.T3, (short)dig.P1, dig.P2, dig.P3, dig.P4, dig.P5, dig.P6, dig.P7, dig.P8, dig.P9,
        ];
        for (int index = 0; index < words.Length; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(block[(2 * index)..], words[index]);
        }

        if (!HasHumidity)
        {
            return;
        }

        _registers[0xA1] = dig.H1;
        BinaryPrimitives.WriteInt16LittleEndian(_registers.AsSpan(0xE1), dig.H2);
        _registers[0xE3] = dig.H3;
        _registers[0xE4] = (byte)(dig.H4 >> 4);
        _registers[0xE5] = (byte)((dig.H4 & 0x0F) | (dig.H5 << 4));
        _registers[0xE6] = (byte)(dig.H5 >> 4);
        _registers[0xE7] = (byte)dig.H6;
    }

    private byte ReadRegister(byte register, TimeSpan now) => register switch
    {
        ChipId when (_faults & ChipFaults.WrongId) != 0 => WrongId,
        Status => (byte)((_measuringUntil is not null ? 0b1000 : 0) | (now < _startedUpAt + ImageUpdateTime ? 0b0001 : 0)),
        Reset => 0,
        CtrlMeas => _pendingCtrlMeas ?? _registers[CtrlMeas],
        _ => _registers[register],
    };

    private void WriteRegister(byte register, byte value, TimeSpan now)
    {
        switch (register)
        {
            case Reset when value == ResetCommand:
                SetPowerOnState();
                _startedUpAt = now + StartupTime;
                break;
            case CtrlHum when HasHumidity:
                _registers[CtrlHum] = (byte)(value & 0b111);
                break;
            case CtrlMeas:
                WriteCtrlMeas(value, now);
                break;

            // In normal mode a write may be ignored (data sheet, 5.4.6): this chip does.
            case Config when (_registers[CtrlMeas] & ModeBits) != NormalMode:
                WriteConfig(value);
                break;
        }
    }

    private void WriteConfig(byte value)
    {
        int before = FilterCoefficient;
        _registers[Config] = (byte)(value & 0b1111_1101);
        if (FilterCoefficient != before)
        {
            _temperatureFilter.Reset();
            _pressureFilter.Reset();
        }
    }

    private void WriteCtrlMeas(byte value, TimeSpan now)
    {
        // While a measurement runs, the first write waits for its end and further ones are ignored (data sheet, 3.3.1).
        if (_measuringUntil is not null)
        {
            _pendingCtrlMeas ??= value;
            return;
        }

        _registers[CtrlMeas] = value;
        EffectiveCtrlHum = _registers[CtrlHum];
        _standbyUntil = null;
        if ((value & ModeBits) != 0)
        {
            _measuringUntil = now + MeasuringTime();
        }
    }

    // The longest time of the data sheet (9.1), so that a driver that waits for less is found out.
    private TimeSpan MeasuringTime()
    {
        double ms = 1.25 + (2.3 * TemperatureSamples);
        ms += PressureSamples == 0 ? 0 : (2.3 * PressureSamples) + 0.575;
        ms += HumiditySamples == 0 ? 0 : (2.3 * HumiditySamples) + 0.575;
        return TimeSpan.FromMilliseconds((_faults & ChipFaults.Slow) != 0 ? 10 * ms : ms);
    }

    private void Advance(TimeSpan now)
    {
        SkipLongAgo(now);
        while (true)
        {
            if (_measuringUntil <= now)
            {
                FinishMeasurement(_measuringUntil.Value);
            }
            else if (_standbyUntil <= now)
            {
                _measuringUntil = _standbyUntil + MeasuringTime();
                _standbyUntil = null;
            }
            else
            {
                return;
            }
        }
    }

    // In normal mode nobody may have looked for hours: what was measured long ago no longer matters.
    private void SkipLongAgo(TimeSpan now)
    {
        TimeSpan? next = _measuringUntil ?? _standbyUntil;
        if (next is null || (_registers[CtrlMeas] & ModeBits) != NormalMode || _pendingCtrlMeas is not null)
        {
            return;
        }

        TimeSpan period = MeasuringTime() + TimeSpan.FromMilliseconds(StandbyMs(_registers[Config] >> 5));
        double missed = Math.Floor((now - next.Value) / period) - CatchUpMeasurementsMax;
        if (missed > 0)
        {
            _measuringUntil += period * missed;
            _standbyUntil += period * missed;
        }
    }

    private void FinishMeasurement(TimeSpan endedAt)
    {
        _measuringUntil = null;
        if ((_faults & ChipFaults.Stuck) == 0)
        {
            Measure();
        }

        if (_pendingCtrlMeas is { } pending)
        {
            _pendingCtrlMeas = null;
            WriteCtrlMeas(pending, endedAt);
        }
        else if ((_registers[CtrlMeas] & ModeBits) == NormalMode)
        {
            _standbyUntil = endedAt + TimeSpan.FromMilliseconds(StandbyMs(_registers[Config] >> 5));
        }
        else
        {
            _registers[CtrlMeas] &= 0b1111_1100;
        }
    }

    private void Measure()
    {
        AirState air = _environment.At(_timeProvider.GetUtcNow());
        if ((_faults & ChipFaults.Noise) != 0)
        {
            air = new AirState(
                air.TemperatureCelsius + Deviation(20), Math.Clamp(
                    air.HumidityPercent + Deviation(30), 0, 100), air.PressurePascals + Deviation(5_000));
        }

        int filter = FilterCoefficient;
        int temperature = Skipped20Bits;
        int pressure = Skipped20Bits;
        int humidity = Skipped16Bits;
        if (TemperatureSamples > 0)
        {
            temperature = Quantize(_temperatureFilter.Next(_formulas.RawTemperature(air.TemperatureCelsius), filter), TemperatureSamples, filter);
        }

        if (PressureSamples > 0)
        {
            pressure = Quantize(
                _pressureFilter.Next(_formulas.RawPressure(air.PressurePascals, air.TemperatureCelsius), filter), PressureSamples, filter);
        }

        if (HumiditySamples > 0)
        {
            // Always 16 bits, and never filtered (data sheet, 3.4.1).
            humidity = _formulas.RawHumidity(air.HumidityPercent, air.TemperatureCelsius);
        }

        SetData(temperature, pressure, humidity);
    }

    private double Deviation(double most) => ((_noise.NextDouble() * 2) - 1) * most;

    private void SetData(int temperature, int pressure, int humidity)
    {
        Span<byte> data = _registers.AsSpan(PressureData, DataEnd - PressureData);
        Set20Bits(data, pressure);
        Set20Bits(data[3..], temperature);
        BinaryPrimitives.WriteUInt16BigEndian(data[6..], HasHumidity ? (ushort)humidity : (ushort)0);

        static void Set20Bits(Span<byte> registers, int raw)
        {
            registers[0] = (byte)(raw >> 12);
            registers[1] = (byte)(raw >> 4);
            registers[2] = (byte)(raw << 4);
        }
    }
}
