namespace Iot.Device.Sht3x;

/// <summary>How well an SHT3x measures: the second byte of the command, without clock stretching.</summary>
public enum Resolution : byte
{
    /// <summary>High repeatability.</summary>
    High = 0x00,

    /// <summary>Medium repeatability.</summary>
    Medium = 0x0B,

    /// <summary>Low repeatability.</summary>
    Low = 0x16,
}
