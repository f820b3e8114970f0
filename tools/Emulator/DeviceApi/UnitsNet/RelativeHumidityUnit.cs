namespace UnitsNet.Units;

/// <summary>Units of a relative humidity; those that a board's firmware meets.</summary>
public enum RelativeHumidityUnit
{
    /// <summary>Percent.</summary>
    Percent = 1,
}
