namespace Iot.Device.Bmxx80.PowerMode;

/// <summary>The chip's mode.</summary>
public enum Bmx280PowerMode : byte
{
    /// <summary>Sleep.</summary>
    Sleep = 0,

    /// <summary>Forced.</summary>
    Forced = 2,

    /// <summary>Normal.</summary>
    Normal = 3,
}
