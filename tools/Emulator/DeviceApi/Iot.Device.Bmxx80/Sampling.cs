namespace Iot.Device.Bmxx80;

/// <summary>Oversampling: 0, 1, 2, 4, 8 or 16 samples a value.</summary>
public enum Sampling : byte
{
    /// <summary>Skipped.</summary>
    Skipped = 0,

    /// <summary>Ultra low power.</summary>
    UltraLowPower = 1,

    /// <summary>Low power.</summary>
    LowPower = 2,

    /// <summary>Standard.</summary>
    Standard = 3,

    /// <summary>High resolution.</summary>
    HighResolution = 4,

    /// <summary>Ultra high resolution.</summary>
    UltraHighResolution = 5,
}
