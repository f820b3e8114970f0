using SensorNet.Sensing;

namespace SensorNet.Benchmarks.Node;

/// <summary>A sensor that costs nothing and never shows the same twice in a row.</summary>
internal sealed class CountingSensor : ISensor
{
    private int _count;

    public string Description => "bench";

    public QuantityRange[] Quantities => Bmx280Converter.Quantities;

    public string? FaultDetail => null;

    public SensorFault Open() => SensorFault.None;

    public SensorFault Measure(Reading into)
    {
        _count = (_count + 1) % 1000;
        into.Set(Quantity.Temperature, 2000 + _count);
        into.Set(Quantity.Humidity, 45_001 + (_count * 10));
        into.Set(Quantity.Pressure, 1_013_251 + (_count * 10));
        return SensorFault.None;
    }
}
