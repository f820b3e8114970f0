using SensorNet.Readings.Devices;
using SensorNet.Readings.History;
using SensorNet.Readings.Messages;

namespace SensorNet.WebView.Live;

/// <summary>The history of all devices. It has no lock.</summary>
internal sealed class LiveHistory(HistoryBudget budget, TimeProvider time, EventLog log)
{
    private bool _isBoundLogged;
    private bool _isShortenedLogged;

    public HistoryBudget Budget { get; } = budget;

    public Interruptions Interruptions { get; } = new();

    /// <summary>Values that were a day old when they came.</summary>
    public long TooOld { get; private set; }

    /// <summary>Values of quantities beyond <see cref="DeviceState.ValuesMax"/> of a device.</summary>
    public long BeyondQuantities { get; private set; }

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static IReadOnlyList<QuantityGroup> GroupsOf(IEnumerable<LiveDevice> devices) =>
    [
        .. devices
            .SelectMany(device => device.Series
                .Where(each => each.Value.History is not null)
                .Select(each => (each.Key, each.Value.Unit, Device: device.Key)))
            .GroupBy(each => (each.Key, each.Unit), each => each.Device)
            .Select(group => new QuantityGroup(group.Key.Key, RowText.Of(group.Key.Key), RowText.Of(group.Key.Unit), [.. group]))
            .OrderBy(group => Array.IndexOf(ReadingValue.CommonNames, group.Quantity) is var place and >= 0 ? place : int.MaxValue)
            .ThenBy(group => group.Quantity, StringComparer.Ordinal)
            .ThenBy(group => group.Unit, StringComparer.Ordinal),
    ];

    public static void Release(LiveDevice device)
    {
        foreach (LiveSeries series in device.Series.Values)
        {
            series.History?.Release();
        }

        device.Series.Clear();
    }

    /// <summary>Puts the values of a reading at the time when they were taken.</summary>
    public void Add(LiveDevice device, Observation observation)
    {
        if (observation.Reading is not { } reading || ReadingTime.Of(reading, observation.Message) is not { } at)
        {
            return;
        }

        long nowMs = NowMs;
        long atMs = at.ToUnixTimeMilliseconds();
        foreach (ReadingValue quantity in reading.Quantities)
        {
            if (atMs <= nowMs - SeriesHistory.DayMs)
            {
                TooOld++;
            }
            else if (!observation.Message.Retained || atMs > NewestMsOf(device, quantity))
            {
                Find(device, quantity)?.Add(atMs, (double)quantity.Value, nowMs);
            }
        }

        NoteShortened();
    }

    public SeriesSlice Slice(LiveDevice device, string quantity, DateTimeOffset from, DateTimeOffset to, int pointsMax) =>
        device.Series.TryGetValue(quantity, out LiveSeries? series) && series.History is { } history
            ? history.Slice(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds(), pointsMax, NowMs, Interruptions)
            : SeriesSlice.Empty;

    /// <summary>Lets go of what is older than a day, and of the series that have nothing else.</summary>
    public void Expire(IEnumerable<LiveDevice> devices)
    {
        long nowMs = NowMs;
        foreach (LiveDevice device in devices)
        {
            foreach ((string quantity, LiveSeries series) in device.Series.ToArray())
            {
                series.History?.Expire(nowMs);
                if (series.History is { NewestMs: null })
                {
                    series.History.Release();
                    device.Series.Remove(quantity);
                }
                else if (series.History is null && Budget.HasRoom)
                {
                    // There is room again: the next value tries it.
                    device.Series.Remove(quantity);
                }
            }
        }
    }

    // What a broker has kept is sent at each connection anew.
    private static long NewestMsOf(LiveDevice device, ReadingValue quantity) =>
        device.Series.TryGetValue(quantity.Name, out LiveSeries? series) ? series.History?.NewestMs ?? long.MinValue : long.MinValue;

    private SeriesHistory? Find(LiveDevice device, ReadingValue quantity)
    {
        if (!device.Series.TryGetValue(quantity.Name, out LiveSeries? series) || HasOtherUnit(series, quantity))
        {
            // Values of two units have no line in common.
            NoteUnit(device, quantity, series);
            series?.History?.Release();
            device.Series.Remove(quantity.Name);
            if (device.Series.Count == DeviceState.ValuesMax)
            {
                BeyondQuantities++;
                return null;
            }

            series = new LiveSeries(Budget.TryCreate());
            device.Series.Add(quantity.Name, series);
            NoteBound(series);
        }

        series.Unit = quantity.Unit.Length > 0 ? quantity.Unit : series.Unit;
        return series.History;
    }

    private static bool HasOtherUnit(LiveSeries series, ReadingValue quantity) =>
        series.Unit.Length > 0 && quantity.Unit.Length > 0 && series.Unit != quantity.Unit;

    private void NoteUnit(LiveDevice device, ReadingValue quantity, LiveSeries? before)
    {
        if (before?.History is not null && device.Lines.TryTake(time))
        {
            log.Add(
                LogKind.Bound,
                $"{RowText.Of(device.Key.Id)}: the unit of {RowText.Of(quantity.Name)} changed from {RowText.Of(before.Unit)} to "
                + $"{RowText.Of(quantity.Unit)}: its history begins anew");
        }
    }

    private void NoteBound(LiveSeries series)
    {
        if (series.History is null && !_isBoundLogged)
        {
            _isBoundLogged = true;
            log.Add(
                LogKind.Bound,
                $"the history has no room for further quantities: it has {Budget.Series} of at most {Budget.SeriesMax}, "
                + $"and {Budget.Bytes / 1024} of at most {Budget.BytesMax / 1024} KiB");
        }
    }

    private void NoteShortened()
    {
        if (Budget.Shortened > 0 && !_isShortenedLogged)
        {
            _isShortenedLogged = true;
            log.Add(LogKind.Bound, $"the history has its {Budget.BytesMax / 1024} KiB: the oldest values go before they are a day old");
        }
    }
}
