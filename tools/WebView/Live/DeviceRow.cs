using SensorNet.Readings.Devices;
using SensorNet.Readings.Wording;

namespace SensorNet.WebView.Live;

/// <summary>What the list says of a device. All texts are safe to show.</summary>
/// <param name="Key">Which device.</param>
/// <param name="Name">With its root where ids alone may be ambiguous.</param>
public sealed record DeviceRow(DeviceKey Key, string Name)
{
    /// <summary>The system that its messages are of; empty before the first that could be understood.</summary>
    public required string System { get; init; }

    public required DeviceStatus Status { get; init; }

    /// <summary><c>online</c>, <c>offline</c>, a text of the device; empty where none is known.</summary>
    public required string StatusText { get; init; }

    /// <summary>Silent for clearly longer than it usually is between readings.</summary>
    public required bool IsMissing { get; init; }

    /// <summary>The last values, in the order in which the device sends them.</summary>
    public required IReadOnlyList<QuantityValue> Values { get; init; }

    /// <summary>Time since the last reading; null before the first.</summary>
    public required TimeSpan? Age { get; init; }

    /// <summary>Mean time between readings; null before the second.</summary>
    public required TimeSpan? Interval { get; init; }

    /// <summary>Readings that were sent, by their numbers, and did not arrive.</summary>
    public required long Missed { get; init; }

    public required int Restarts { get; init; }

    /// <summary>Messages that could not be understood.</summary>
    public required long Unreadable { get; init; }

    /// <summary>What else is worth knowing, the most urgent first; may be empty.</summary>
    public required string Notes { get; init; }

    /// <summary>It is a node of this project.</summary>
    public bool TakesCommands => System == DeviceNotes.NodeSystem;
}
