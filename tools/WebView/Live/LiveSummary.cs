namespace SensorNet.WebView.Live;

/// <summary>The figures of all together.</summary>
public sealed record LiveSummary
{
    public required ConnectionInfo Connection { get; init; }

    public required int Devices { get; init; }

    public required int Online { get; init; }

    public required int Offline { get; init; }

    public required int Missing { get; init; }

    public required long Messages { get; init; }

    /// <summary>Messages of devices beyond <see cref="SensorNet.Readings.Devices.DeviceTable.DevicesMax"/>.</summary>
    public required long MessagesBeyondLimit { get; init; }

    /// <summary>Messages that came faster than they could be taken.</summary>
    public required long Dropped { get; init; }

    /// <summary>Series that have a history.</summary>
    public required int Series { get; init; }

    /// <summary>Series for which there was no room.</summary>
    public required int SeriesBeyondLimit { get; init; }

    /// <summary>Times that a series had to give up values before they were a day old, for want of memory.</summary>
    public required long HistoryShortened { get; init; }

    /// <summary>Values that were a day old when they came.</summary>
    public required long ValuesTooOld { get; init; }

    /// <summary>Values of quantities beyond <see cref="SensorNet.Readings.Devices.DeviceState.ValuesMax"/> of a device.</summary>
    public required long ValuesBeyondLimit { get; init; }

    public required DateTimeOffset StartedUtc { get; init; }

    public required DateTimeOffset NowUtc { get; init; }
}
