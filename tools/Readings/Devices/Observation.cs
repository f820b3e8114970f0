using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Devices;

/// <summary>What a message was found to mean.</summary>
/// <param name="Message">The message.</param>
/// <param name="Decoded">What it says; null where it is of no known system.</param>
public sealed record Observation(WatchedMessage Message, Decoded? Decoded)
{
    public MessageKind Kind => Decoded?.Kind ?? MessageKind.Other;

    /// <summary>Null for <see cref="MessageKind.Other"/> and for a device beyond the table's limit.</summary>
    public DeviceState? Device { get; init; }

    /// <summary>Set for a valid reading.</summary>
    public ReportedReading? Reading => Decoded?.Reading;

    public SequenceStep Step { get; init; }

    /// <summary>Set for valid info and diagnostics.</summary>
    public IReadOnlyList<JsonField>? Fields => Decoded?.Fields;

    /// <summary>Why the payload is not what the topic says; null when it is.</summary>
    public string? Problem => Decoded?.Problem;
}
