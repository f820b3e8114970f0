namespace Iot.Device.Sht3x;

/// <summary>The addresses of an SHT3x.</summary>
public enum I2cAddress : byte
{
    /// <summary>Pin ADDR is low, as usual.</summary>
    AddrLow = 0x44,

    /// <summary>Pin ADDR is high.</summary>
    AddrHigh = 0x45,
}
