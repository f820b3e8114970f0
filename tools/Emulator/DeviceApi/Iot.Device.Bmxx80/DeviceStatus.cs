namespace Iot.Device.Bmxx80;

/// <summary>The chip's status register.</summary>
public class DeviceStatus
{
    /// <summary>True while a conversion runs.</summary>
    public bool Measuring { get; set; }

    /// <summary>True while the calibration is copied from the chip's non-volatile memory.</summary>
    public bool ImageUpdating { get; set; }
}
