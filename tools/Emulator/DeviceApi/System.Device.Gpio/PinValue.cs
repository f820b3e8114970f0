namespace System.Device.Gpio;

/// <summary>The level of a pin.</summary>
public readonly record struct PinValue
{
    private readonly byte _value;

    private PinValue(byte value)
    {
        _value = value;
    }

    /// <summary>High.</summary>
    public static PinValue High => new(1);

    /// <summary>Low.</summary>
    public static PinValue Low => new(0);
}
