namespace SensorNet.Emulator;

/// <summary>The chip's filter (BME280 data sheet, 3.4.4): each value moves the result by 1/coefficient of the difference.</summary>
internal sealed class IirFilter
{
    private double? _filtered;

    public void Reset() => _filtered = null;

    public double Next(double raw, int coefficient)
    {
        // The first value after a reset is taken as it is.
        _filtered = _filtered is { } filtered ? filtered + ((raw - filtered) / coefficient) : raw;
        return _filtered.Value;
    }
}
