using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace SensorNet.Emulator;

/// <summary>
/// An SHT31 at command level (Sensirion data sheet SHT3x-DIS): what it answers on the bus follows from the air around it, its commands and the
/// time. Where the data sheet leaves open what happens, it does what a driver notices. The alert mode is not there.
/// </summary>
public sealed class Sht31Chip : ISensorChip
{
    /// <summary>From power-on or soft reset to the idle state (data sheet, table 4).</summary>
    public static readonly TimeSpan StartupTime = TimeSpan.FromMilliseconds(1.5);

    /// <summary>From one command to the next, and from a break to the idle state (data sheet, 4 and 4.8).</summary>
    public static readonly TimeSpan CommandGap = TimeSpan.FromMilliseconds(1);

    /// <summary>By how much the heater warms the chip.</summary>
    public const double HeaterCelsius = 3;

    private const int CommandBytes = 2;
    private const int FetchData = 0xE000;
    private const int Break = 0x3093;
    private const int SoftReset = 0x30A2;
    private const int HeaterOn = 0x306D;
    private const int HeaterOff = 0x3066;
    private const int ReadStatus = 0xF32D;
    private const int ClearStatus = 0x3041;
    private const int SlowFactor = 10;

    // Data sheet, table 18.
    private const int AlertPending = 1 << 15;
    private const int HeaterStatus = 1 << 13;
    private const int ClearedFlags = AlertPending | (1 << 11) | (1 << 10) | ResetDetected;
    private const int ResetDetected = 1 << 4;
    private const int CommandNotProcessed = 1 << 1;

    // What another kind of chip gives: a register without a checksum (an INA219's configuration after its reset).
    private static readonly byte[] s_otherChip = [0x39, 0x9F, 0xFF];

    private readonly object _lock = new();
    private readonly IEnvironment _environment;
    private readonly TimeProvider _timeProvider;
    private readonly Random _noise;
    private ChipFaults _faults;
    private int _status;
    private Sht31Measurement? _measurement;
    private TimeSpan _measuringUntil;
    private TimeSpan _startedUpAt;
    private TimeSpan _nextCommandAt;
    private byte[]? _values;
    private byte[]? _reply;
    private ushort _rawTemperature;
    private ushort _rawHumidity;
    private bool _hasMeasured;
    private bool _isFetching;

    /// <summary>Makes a chip in the air of <paramref name="environment"/>.</summary>
    public Sht31Chip(IEnvironment environment, TimeProvider timeProvider, int seed = 0)
    {
        _environment = environment;
        _timeProvider = timeProvider;
        _noise = new Random(seed);
        SetPowerOnState();
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Addresses { get; } = [0x44, 0x45];

    /// <inheritdoc/>
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

    private bool IsPeriodic => _measurement?.Period is not null;

    // A single measurement that has not ended.
    private bool IsMeasuring => _measurement is not null && !IsPeriodic;

    // In periodic mode the values are given to who fetches them.
    private bool CanGiveValues => _values is not null && (!IsPeriodic || _isFetching);

    /// <inheritdoc/>
    public bool AcknowledgesAddress(TimeSpan now)
    {
        lock (_lock)
        {
            Advance(now);
            return IsThere(now) && now >= _nextCommandAt && !IsMeasuring;
        }
    }

    /// <inheritdoc/>
    public bool AcknowledgesRead(TimeSpan now)
    {
        lock (_lock)
        {
            // Data sheet, 4.4 and 4.6: no values, no acknowledge; with clock stretching the clock is held until they are there.
            Advance(now);
            return IsThere(now) && (_reply is not null || CanGiveValues || (IsMeasuring && _measurement!.StretchesClock));
        }
    }

    /// <inheritdoc/>
    public TimeSpan HoldsClockUntil(TimeSpan now)
    {
        lock (_lock)
        {
            Advance(now);
            return _reply is null && IsMeasuring && _measurement!.StretchesClock ? _measuringUntil : now;
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

            if (bytes.Length < CommandBytes)
            {
                return true;
            }

            // Values that were not read before the next command are gone.
            _values = IsPeriodic ? _values : null;
            _reply = null;
            _isFetching = false;
            _nextCommandAt = now + CommandGap;
            bool isProcessed = bytes.Length == CommandBytes && Process(BinaryPrimitives.ReadUInt16BigEndian(bytes), now);
            _status = isProcessed ? _status & ~CommandNotProcessed : _status | CommandNotProcessed;
            return true;
        }
    }

    /// <inheritdoc/>
    public bool Read(Span<byte> buffer, TimeSpan now)
    {
        lock (_lock)
        {
            Advance(now);
            byte[]? bytes = _reply ?? _values;
            if ((_faults & ChipFaults.Nack) != 0 || bytes is null)
            {
                return false;
            }

            // Behind the last byte nobody pulls the wire down. What was read is gone (4.6).
            buffer.Fill(0xFF);
            bytes.AsSpan(0, Math.Min(bytes.Length, buffer.Length)).CopyTo(buffer);
            _values = _reply is null ? null : _values;
            _reply = null;
            _isFetching = false;
            return true;
        }
    }

    /// <inheritdoc/>
    public void LosePower()
    {
        lock (_lock)
        {
            SetPowerOnState();
            _startedUpAt = TimeSpan.Zero;
        }
    }

    private bool IsThere(TimeSpan now) => (_faults & ChipFaults.Absent) == 0 && now >= _startedUpAt;

    private void SetPowerOnState()
    {
        _status = AlertPending | ResetDetected;
        _measurement = null;
        _values = null;
        _reply = null;
        _isFetching = false;
        _nextCommandAt = TimeSpan.Zero;
    }

    // False for a command that is unknown, or that the chip does not take as it is now.
    private bool Process(int command, TimeSpan now)
    {
        if ((_faults & ChipFaults.WrongId) != 0)
        {
            _reply = s_otherChip;
            return true;
        }

        // Data sheet, 4.8: in periodic mode a break has to come before any other command but the fetch.
        if (IsPeriodic && command is not (FetchData or Break))
        {
            return false;
        }

        switch (command)
        {
            case Break:
                _measurement = null;
                return true;
            case FetchData:
                _isFetching = IsPeriodic;
                return IsPeriodic;
            case SoftReset:
                SetPowerOnState();
                _startedUpAt = now + StartupTime;
                return true;
            case ReadStatus:
                _reply = WithChecksum((ushort)_status);

                // It tells of the command before it.
                return (_status & CommandNotProcessed) == 0;
            case ClearStatus:
                _status &= ~ClearedFlags;
                return true;
            case HeaterOn:
                _status |= HeaterStatus;
                return true;
            case HeaterOff:
                _status &= ~HeaterStatus;
                return true;
            default:
                return StartMeasurement(command, now);
        }
    }

    private bool StartMeasurement(int command, TimeSpan now)
    {
        Sht31Measurement? measurement = Sht31Measurement.Of(command);
        if (measurement is null)
        {
            return false;
        }

        _measurement = measurement;
        _values = null;
        _measuringUntil = now + (measurement.Duration * ((_faults & ChipFaults.Slow) != 0 ? SlowFactor : 1));
        return true;
    }

    private void Advance(TimeSpan now)
    {
        if (_measurement is null || _measuringUntil > now)
        {
            return;
        }

        Measure();
        if (_measurement.Period is { } period)
        {
            // Those that nobody fetched are gone: only the last of them is measured.
            _measuringUntil += (Math.Floor((now - _measuringUntil) / period) + 1) * period;
        }
        else
        {
            _measurement = null;
        }
    }

    private void Measure()
    {
        if ((_faults & ChipFaults.Stuck) == 0 || !_hasMeasured)
        {
            AirState air = AirAtTheChip();
            _rawTemperature = Raw((air.TemperatureCelsius + 45) / 175);
            _rawHumidity = Raw(air.HumidityPercent / 100);
            _hasMeasured = true;
        }

        _values = [.. WithChecksum(_rawTemperature), .. WithChecksum(_rawHumidity)];
    }

    private AirState AirAtTheChip()
    {
        AirState air = _environment.At(_timeProvider.GetUtcNow());
        if ((_faults & ChipFaults.Noise) != 0)
        {
            air = air with { TemperatureCelsius = air.TemperatureCelsius + Deviation(20), HumidityPercent = air.HumidityPercent + Deviation(30) };
        }

        // The same water in warmer air.
        double warm = air.TemperatureCelsius + HeaterCelsius;
        return (_status & HeaterStatus) == 0
            ? air
            : air with
            {
                TemperatureCelsius = warm,
                HumidityPercent = air.HumidityPercent * VapourPressure(air.TemperatureCelsius) / VapourPressure(warm),
            };
    }

    private double Deviation(double most) => ((_noise.NextDouble() * 2) - 1) * most;

    // Data sheet, 4.13, the other way round.
    private static ushort Raw(double share) => (ushort)Math.Round(Math.Clamp(share, 0, 1) * ushort.MaxValue);

    // Magnus' formula; only ratios of it are used.
    private static double VapourPressure(double celsius) => Math.Exp(17.62 * celsius / (243.12 + celsius));

    private byte[] WithChecksum(ushort word)
    {
        byte[] bytes = [(byte)(word >> 8), (byte)word, 0];
        bytes[2] = Sht31Checksum.Of(bytes.AsSpan(0, 2));
        bytes[2] ^= (byte)((_faults & ChipFaults.BadChecksum) != 0 ? 1 : 0);
        return bytes;
    }
}
