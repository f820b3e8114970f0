using SensorNet.Readings.Devices;

namespace SensorNet.WebView.Live;

/// <summary>What is kept of a device besides its state.</summary>
internal sealed class LiveDevice(DeviceState state)
{
    public DeviceKey Key { get; } = new(state.Root, state.Id);

    public DeviceState State { get; } = state;

    /// <summary>When anything came of it last, by the clock's timestamp.</summary>
    public long HeardAt { get; set; }

    /// <summary>How long this computer slept since the last reading, which timestamps leave out: the silence of then says nothing.</summary>
    public TimeSpan SleptSince { get; set; }

    /// <summary>The status that the log has last.</summary>
    public string? LoggedStatus { get; set; }

    /// <summary>The status that it had last, whether the log has it or not.</summary>
    public string? LastStatus { get; set; }

    /// <summary>What the log may still get of it.</summary>
    public LineBudget Lines { get; } = new();

    /// <summary>Changes of its status that the log does not have.</summary>
    public long ChangesUnlogged { get; set; }

    /// <summary>Restarts that the log does not have.</summary>
    public long RestartsUnlogged { get; set; }

    /// <summary>Gaps that the log does not have yet, since <see cref="GapLoggedAt"/>.</summary>
    public long MissedUnlogged { get; set; }

    /// <summary>When the log got the last gap, by the clock's timestamp; null for never.</summary>
    public long? GapLoggedAt { get; set; }

    /// <summary>By quantity, in the order in which they came.</summary>
    public Dictionary<string, LiveSeries> Series { get; } = new(StringComparer.Ordinal);
}
