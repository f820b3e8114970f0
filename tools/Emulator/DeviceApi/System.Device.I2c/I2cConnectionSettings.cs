namespace System.Device.I2c;

/// <summary>Which device on which bus.</summary>
public sealed class I2cConnectionSettings
{
    /// <summary>A device at 400 kHz.</summary>
    public I2cConnectionSettings(int busId, int deviceAddress)
        : this(busId, deviceAddress, I2cBusSpeed.FastMode)
    {
    }

    /// <summary>A device at a speed.</summary>
    public I2cConnectionSettings(int busId, int deviceAddress, I2cBusSpeed busSpeed)
    {
        BusId = busId;
        DeviceAddress = deviceAddress;
        BusSpeed = busSpeed;
    }

    /// <summary>The bus: 1 or 2.</summary>
    public int BusId { get; }

    /// <summary>The 7-bit address.</summary>
    public int DeviceAddress { get; }

    /// <summary>The bus clock.</summary>
    public I2cBusSpeed BusSpeed { get; }
}
