using System;
using System.Collections.Generic;
using System.Device.I2c;

namespace SensorNet.Emulator;

/// <summary>
/// The two wires of an I2C bus. Its time never falls behind the clock, and every byte on the wires takes its nine bits of it: a chip sees
/// time pass between two transfers although nothing waits for it.
/// </summary>
public sealed class I2cBus
{
    /// <summary>For how long a chip may hold the clock: 20 bits of the ESP32's 80 MHz (Technical Reference Manual, I2C_TIME_OUT_REG).</summary>
    public static readonly TimeSpan ClockStretchMax = TimeSpan.FromMilliseconds(13.1);

    private const int AddressBytes = 1;
    private const int BitsAByte = 9;
    private const int BitsInAByte = 8;

    private readonly object _lock = new();
    private readonly Dictionary<int, II2cChip> _chips = [];
    private readonly TimeProvider _timeProvider;
    private readonly long _origin;
    private readonly int _dataPin;
    private readonly int _clockPin;
    private TimeSpan _time;
    private long _transfers;
    private int _flips;
    private Func<long, BusFault>? _faultOf;

    internal I2cBus(TimeProvider timeProvider, int dataPin, int clockPin)
    {
        _timeProvider = timeProvider;
        _origin = timeProvider.GetTimestamp();
        _dataPin = dataPin;
        _clockPin = clockPin;
    }

    /// <summary>How many transfers there were since the bus was made, whether answered or not.</summary>
    public long Transfers
    {
        get
        {
            lock (_lock)
            {
                return _transfers;
            }
        }
    }

    /// <summary>
    /// Asked before each transfer, with its index: the <see cref="Transfers"/> before it. Null: the wires do nothing to any. Called from the
    /// firmware's thread.
    /// </summary>
    public Func<long, BusFault>? FaultOf
    {
        get
        {
            lock (_lock)
            {
                return _faultOf;
            }
        }

        set
        {
            lock (_lock)
            {
                _faultOf = value;
            }
        }
    }

    /// <summary>Solders a chip to the bus.</summary>
    /// <exception cref="ArgumentException">The address is none of 0x08 to 0x77, or taken.</exception>
    public void Attach(int address, II2cChip chip)
    {
        ArgumentNullException.ThrowIfNull(chip);
        if (address is < 0x08 or > 0x77)
        {
            throw new ArgumentException($"0x{address:X2} is no 7-bit I2C address from 0x08 to 0x77.", nameof(address));
        }

        lock (_lock)
        {
            if (!_chips.TryAdd(address, chip))
            {
                throw new ArgumentException($"There is a chip at 0x{address:X2} already.", nameof(address));
            }
        }
    }

    internal bool IsWiredTo(int dataPin, int clockPin) => dataPin == _dataPin && clockPin == _clockPin;

    internal I2cTransferStatus Transfer(int address, I2cBusSpeed speed, ReadOnlySpan<byte> write, Span<byte> read)
    {
        lock (_lock)
        {
            BusFault fault = _faultOf?.Invoke(_transfers) ?? BusFault.None;
            _transfers++;
            if (!_chips.TryGetValue(address, out II2cChip? chip) || fault == BusFault.NotAcknowledged)
            {
                Spend(speed, AddressBytes);
                return I2cTransferStatus.SlaveAddressNotAcknowledged;
            }

            I2cTransferStatus status = I2cTransferStatus.FullTransfer;
            if (!write.IsEmpty || read.IsEmpty)
            {
                status = Write(chip, speed, write, read.IsEmpty ? fault : BusFault.None);
            }

            return status == I2cTransferStatus.FullTransfer && !read.IsEmpty ? Read(chip, speed, read, fault) : status;
        }
    }

    private I2cTransferStatus Write(II2cChip chip, I2cBusSpeed speed, ReadOnlySpan<byte> write, BusFault fault)
    {
        if (!chip.AcknowledgesAddress(Spend(speed, AddressBytes)))
        {
            return I2cTransferStatus.SlaveAddressNotAcknowledged;
        }

        byte[] arrived = (fault == BusFault.CutShort && !write.IsEmpty ? write[..^1] : write).ToArray();
        if (fault == BusFault.FlippedBit)
        {
            FlipBit(arrived);
        }

        return (arrived.Length == 0 || chip.Write(arrived, Spend(speed, arrived.Length))) && fault != BusFault.CutShort
            ? I2cTransferStatus.FullTransfer
            : I2cTransferStatus.PartialTransfer;
    }

    private I2cTransferStatus Read(II2cChip chip, I2cBusSpeed speed, Span<byte> read, BusFault fault)
    {
        TimeSpan now = Spend(speed, AddressBytes);
        if (!chip.AcknowledgesRead(now))
        {
            return I2cTransferStatus.SlaveAddressNotAcknowledged;
        }

        TimeSpan heldUntil = chip.HoldsClockUntil(now);
        if (heldUntil > now + ClockStretchMax)
        {
            _time = now + ClockStretchMax;
            return I2cTransferStatus.ClockStretchTimeout;
        }

        _time = heldUntil > now ? heldUntil : now;
        if (!chip.Read(read, Spend(speed, read.Length)))
        {
            read.Fill(0xFF);
            return I2cTransferStatus.PartialTransfer;
        }

        switch (fault)
        {
            case BusFault.CutShort:
                read[(read.Length / 2)..].Fill(0xFF);
                return I2cTransferStatus.PartialTransfer;
            case BusFault.FlippedBit:
                FlipBit(read);
                break;
        }

        return I2cTransferStatus.FullTransfer;
    }

    // Another bit each time.
    private void FlipBit(Span<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            int bit = _flips++ % (BitsInAByte * bytes.Length);
            bytes[bit / BitsInAByte] ^= (byte)(1 << (bit % BitsInAByte));
        }
    }

    private TimeSpan Spend(I2cBusSpeed speed, int bytes)
    {
        double bitsASecond = speed switch
        {
            I2cBusSpeed.StandardMode => 100_000,
            I2cBusSpeed.FastModePlus => 1_000_000,
            _ => 400_000,
        };
        TimeSpan clock = _timeProvider.GetElapsedTime(_origin);
        _time = (clock > _time ? clock : _time) + TimeSpan.FromSeconds(bytes * BitsAByte / bitsASecond);
        return _time;
    }
}
