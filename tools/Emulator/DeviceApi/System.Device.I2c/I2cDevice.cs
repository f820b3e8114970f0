using System.Collections.Generic;
using nanoFramework.Hardware.Esp32;
using SensorNet.Emulator;

namespace System.Device.I2c;

/// <summary>A device on one of the board's I2C buses.</summary>
public class I2cDevice : IDisposable
{
    private readonly BoardRuntime _runtime;
    private bool _isDisposed;

    /// <summary>Opens a device. Says nothing about whether it is there.</summary>
    /// <exception cref="ArgumentException">There is no such bus, or this address is open already.</exception>
    public I2cDevice(I2cConnectionSettings settings)
    {
        ConnectionSettings = settings ?? throw new ArgumentNullException(nameof(settings));
        _runtime = BoardRuntime.Current;
        if (settings.BusId is not (1 or 2))
        {
            throw new ArgumentException($"There is no I2C bus {settings.BusId}: an ESP32 has 1 and 2.");
        }

        if (!_runtime.Ram<OpenDevices>().Add(Key))
        {
            throw new ArgumentException($"The I2C device 0x{settings.DeviceAddress:X2} on bus {settings.BusId} is open already.");
        }
    }

    /// <summary>Which device this is, as a copy.</summary>
    public I2cConnectionSettings ConnectionSettings { get; }

    private int Key => (ConnectionSettings.BusId << 8) | ConnectionSettings.DeviceAddress;

    /// <summary>Opens a device. Says nothing about whether it is there.</summary>
    public static I2cDevice Create(I2cConnectionSettings settings) => new(settings);

    /// <summary>Reads a byte; 0 when nothing answers, as on the device.</summary>
    public byte ReadByte()
    {
        byte[] buffer = new byte[1];
        Transfer(default, buffer);
        return buffer[0];
    }

    /// <summary>Reads as many bytes as the buffer holds.</summary>
    public I2cTransferResult Read(SpanByte buffer) => Transfer(default, buffer);

    /// <summary>Writes a byte.</summary>
    public I2cTransferResult WriteByte(byte value) => Transfer(new[] { value }, default);

    /// <summary>Writes bytes.</summary>
    public I2cTransferResult Write(SpanByte buffer) => Transfer(buffer, default);

    /// <summary>Writes bytes, then reads after a repeated start.</summary>
    public I2cTransferResult WriteRead(SpanByte writeBuffer, SpanByte readBuffer) => Transfer(writeBuffer, readBuffer);

    /// <summary>Closes the device.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _runtime.Ram<OpenDevices>().Remove(Key);
        }

        GC.SuppressFinalize(this);
    }

    private I2cTransferResult Transfer(SpanByte write, SpanByte read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _runtime.ThrowIfOff();
        (int dataPin, int clockPin) = _runtime.Ram<PinFunctions>().I2cPins(ConnectionSettings.BusId);
        I2cTransferStatus status = _runtime.Board.I2c.IsWiredTo(dataPin, clockPin)
            ? _runtime.Board.I2c.Transfer(ConnectionSettings.DeviceAddress, ConnectionSettings.BusSpeed, write.AsSpan(), read.AsSpan())
            : I2cTransferStatus.SlaveAddressNotAcknowledged;
        return new I2cTransferResult(status == I2cTransferStatus.FullTransfer ? (uint)(write.Length + read.Length) : 0, status);
    }

    private sealed class OpenDevices
    {
        private readonly HashSet<int> _keys = [];

        public bool Add(int key)
        {
            lock (_keys)
            {
                return _keys.Add(key);
            }
        }

        public void Remove(int key)
        {
            lock (_keys)
            {
                _keys.Remove(key);
            }
        }
    }
}
