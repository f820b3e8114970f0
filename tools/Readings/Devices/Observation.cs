using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Devices;

/// <summary>What a message was found to mean.</summary>
public sealed record Observation(WatchedMessage Message, MessageKind Kind)
{
    /// <summary>Null for <see cref="MessageKind.Other"/> and for a device beyond the table's limit.</summary>
    public DeviceState? Device { get; init; }

    public DeviceTopic? Topic { get; init; }

    /// <summary>Set for a valid reading.</summary>
    public ReportedReading? Reading { get; init; }

    public SequenceStep Step { get; init; }

    /// <summary>Set for valid info and diagnostics.</summary>
    public IReadOnlyList<JsonField>? Fields { get; init; }

    /// <summary>Why the payload is not what the topic says; null when it is.</summary>
    public string? Problem { get; init; }
}
