namespace System.Device.Gpio;

/// <summary>What a pin is driven as.</summary>
public enum PinMode
{
    /// <summary>Input.</summary>
    Input = 0,

    /// <summary>Input with a pull-down.</summary>
    InputPullDown = 1,

    /// <summary>Input with a pull-up.</summary>
    InputPullUp = 2,

    /// <summary>Output.</summary>
    Output = 3,

    /// <summary>Open drain.</summary>
    OutputOpenDrain = 4,

    /// <summary>Open drain with a pull-up.</summary>
    OutputOpenDrainPullUp = 5,

    /// <summary>Open source.</summary>
    OutputOpenSource = 6,

    /// <summary>Open source with a pull-down.</summary>
    OutputOpenSourcePullDown = 7,
}
