namespace SensorNet.Readings.History;

/// <summary>When there was no connection to the broker, in the last day.</summary>
public sealed class Interruptions
{
    /// <summary>Older ones are forgotten.</summary>
    public const int CountMax = 512;

    private readonly List<(long FromMs, long ToMs)> _periods = [];

    /// <param name="fromMs">Since when, in ms since 1970.</param>
    /// <param name="toMs">Until when.</param>
    public void Add(long fromMs, long toMs)
    {
        _periods.RemoveAll(period => period.ToMs < toMs - SeriesHistory.DayMs);
        if (_periods.Count == CountMax)
        {
            _periods.RemoveAt(0);
        }

        _periods.Add((Math.Min(fromMs, toMs), Math.Max(fromMs, toMs)));
    }

    /// <summary>Whether there was one at any time between two.</summary>
    public bool HasOneBetween(long fromMs, long toMs)
    {
        foreach ((long from, long to) in _periods)
        {
            if (from < toMs && to > fromMs)
            {
                return true;
            }
        }

        return false;
    }
}
