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
    private const int AddressBytes = 1;
    private const int BitsAByte = 9;

    private readonly object _lock = new();
    private readonly Dictionary<int, II2cChip> _chips = [];
    private readonly TimeProvider _timeProvider;
    private readonly long _origin;
    private readonly int _dataPin;
    private readonly int _clockPin;
    private TimeSpan _time;

    internal I2cBus(TimeProvider timeProvider, int dataPin, int clockPin)
    {
        _timeProvider = timeProvider;
        _origin = timeProvider.GetTimestamp();
        _dataPin = dataPin;
        _clockPin = clockPin;
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
            if (!_chips.TryGetValue(address, out II2cChip? chip) || !chip.AcknowledgesAddress(Spend(speed, AddressBytes)))
            {
                return I2cTransferStatus.SlaveAddressNotAcknowledged;
            }

            if (!write.IsEmpty && !chip.Write(write, Spend(speed, write.Length)))
            {
                return I2cTransferStatus.PartialTransfer;
            }

            if (!read.IsEmpty && !chip.Read(read, Spend(speed, write.IsEmpty ? read.Length : AddressBytes + read.Length)))
            {
                read.Fill(0xFF);
                return I2cTransferStatus.PartialTransfer;
            }

            return I2cTransferStatus.FullTransfer;
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
