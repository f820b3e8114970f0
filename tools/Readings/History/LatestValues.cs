namespace SensorNet.Readings.History;

/// <summary>The newest values of a series as they came, each with its time, in the order of their times.</summary>
internal sealed class LatestValues(HistoryBudget budget)
{
    /// <summary>A quarter of an hour at one reading a second, 15 h at one a minute.</summary>
    public const int CountMax = 900;

    public const int CountMin = 8;

    public const long BytesEach = 16;

    private long[] _timesMs = new long[CountMin];
    private double[] _values = new double[CountMin];
    private int _first;
    private int _count;

    public int Count => _count;

    public long Bytes => _timesMs.Length * BytesEach;

    /// <summary>Every value from this time on (ms since 1970) is there.</summary>
    public long CompleteFromMs { get; private set; } = long.MinValue;

    public long NewestMs => TimeAt(_count - 1);

    public double NewestValue => _values[Slot(_count - 1)];

    /// <summary>Values that are further ahead go: a clock that was set back since has said their times.</summary>
    public void ForgetAhead(long nowMs, long aheadMaxMs)
    {
        while (_count > 0 && NewestMs > nowMs + aheadMaxMs)
        {
            _count--;
        }

        CompleteFromMs = Math.Min(CompleteFromMs, nowMs);
    }

    /// <summary>Values before this time go.</summary>
    public void ForgetBefore(long timeMs)
    {
        while (_count > 0 && TimeAt(0) < timeMs)
        {
            RemoveFirst();
        }
    }

    public void Add(long atMs, double value)
    {
        if (atMs < CompleteFromMs)
        {
            return;
        }

        if (_count == _timesMs.Length && !TryGrow())
        {
            long gone = TimeAt(0);
            CompleteFromMs = Math.Max(CompleteFromMs, Math.Min(gone, atMs) + 1);
            if (atMs <= gone)
            {
                return;
            }

            RemoveFirst();
        }

        Insert(atMs, value);
    }

    /// <summary>Adds the values from <paramref name="fromMs"/> to before <paramref name="toMs"/>.</summary>
    public void Read(long fromMs, long toMs, List<Bucket> into)
    {
        for (int i = FirstFrom(fromMs); i < _count && TimeAt(i) < toMs; i++)
        {
            double value = _values[Slot(i)];
            into.Add(new Bucket(TimeAt(i), TimeAt(i), value, value, value, 1));
        }
    }

    /// <summary>How many values are from <paramref name="fromMs"/> to before <paramref name="toMs"/>.</summary>
    public int CountIn(long fromMs, long toMs) => Math.Max(0, FirstFrom(toMs) - FirstFrom(fromMs));

    private int FirstFrom(long timeMs)
    {
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = TimeAt(middle) < timeMs ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void Insert(long atMs, double value)
    {
        int at = _count++;
        while (at > 0 && TimeAt(at - 1) > atMs)
        {
            _timesMs[Slot(at)] = _timesMs[Slot(at - 1)];
            _values[Slot(at)] = _values[Slot(at - 1)];
            at--;
        }

        _timesMs[Slot(at)] = atMs;
        _values[Slot(at)] = value;
    }

    private void RemoveFirst()
    {
        _first = Slot(1);
        _count--;
    }

    private bool TryGrow()
    {
        int size = Math.Min(_timesMs.Length * 2, CountMax);
        if (size == _timesMs.Length || !budget.TryTake((size - _timesMs.Length) * BytesEach, isForDay: false))
        {
            return false;
        }

        long[] timesMs = new long[size];
        double[] values = new double[size];
        for (int i = 0; i < _count; i++)
        {
            timesMs[i] = TimeAt(i);
            values[i] = _values[Slot(i)];
        }

        _timesMs = timesMs;
        _values = values;
        _first = 0;
        return true;
    }

    private long TimeAt(int i) => _timesMs[Slot(i)];

    private int Slot(int i) => (_first + i) % _timesMs.Length;
}
