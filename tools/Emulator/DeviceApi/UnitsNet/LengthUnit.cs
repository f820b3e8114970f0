namespace UnitsNet.Units;

/// <summary>Units of a length; those that a board's firmware meets.</summary>
public enum LengthUnit
{
    /// <summary>Foot.</summary>
    Foot = 11,

    /// <summary>Kilometre.</summary>
    Kilometer = 16,

    /// <summary>Metre.</summary>
    Meter = 21,

    /// <summary>Millimetre.</summary>
    Millimeter = 26,
}
