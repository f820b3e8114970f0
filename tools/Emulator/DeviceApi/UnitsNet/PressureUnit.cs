namespace UnitsNet.Units;

/// <summary>Units of a pressure; those that a board's firmware meets.</summary>
public enum PressureUnit
{
    /// <summary>Bar.</summary>
    Bar = 2,

    /// <summary>Hectopascal.</summary>
    Hectopascal = 10,

    /// <summary>Kilopascal.</summary>
    Kilopascal = 20,

    /// <summary>Millibar.</summary>
    Millibar = 31,

    /// <summary>Pascal.</summary>
    Pascal = 38,
}
