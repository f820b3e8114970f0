namespace SensorNet.Readings.Devices;

/// <summary>The last values of a series, oldest first; older ones fall out.</summary>
public sealed class LastValues
{
    /// <summary>What a wide terminal has room for.</summary>
    public const int CountMax = 64;

    private readonly decimal[] _values = new decimal[CountMax];
    private int _next;

    public int Count { get; private set; }

    public void Add(decimal value)
    {
        _values[_next] = value;
        _next = (_next + 1) % CountMax;
        Count = Math.Min(Count + 1, CountMax);
    }

    /// <summary>At most <paramref name="countMax"/> of the newest values, oldest first.</summary>
    public decimal[] Last(int countMax)
    {
        decimal[] last = new decimal[Math.Min(Count, countMax)];
        for (int i = 0; i < last.Length; i++)
        {
            last[i] = _values[(_next - last.Length + i + CountMax) % CountMax];
        }

        return last;
    }
}
