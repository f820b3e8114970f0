using System.Runtime.InteropServices;

namespace SensorNet.Readings.History;

/// <summary>The values of a stretch of time. Packed: it is what most of the memory is.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct StoredBucket
{
    public double Min;
    public double Max;
    public double Sum;
    public int Count;

    public void Add(double value)
    {
        Min = Count == 0 ? value : Math.Min(Min, value);
        Max = Count == 0 ? value : Math.Max(Max, value);
        Sum += value;
        Count++;
    }
}
