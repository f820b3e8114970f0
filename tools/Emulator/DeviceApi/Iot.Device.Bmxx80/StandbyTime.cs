namespace Iot.Device.Bmxx80;

/// <summary>Pause between two measurements in normal mode.</summary>
public enum StandbyTime : byte
{
    /// <summary>0.5 ms.</summary>
    Ms0_5 = 0,

    /// <summary>62.5 ms.</summary>
    Ms62_5 = 1,

    /// <summary>125 ms.</summary>
    Ms125 = 2,

    /// <summary>250 ms.</summary>
    Ms250 = 3,

    /// <summary>500 ms.</summary>
    Ms500 = 4,

    /// <summary>1000 ms.</summary>
    Ms1000 = 5,

    /// <summary>10 ms.</summary>
    Ms10 = 6,

    /// <summary>20 ms.</summary>
    Ms20 = 7,
}
