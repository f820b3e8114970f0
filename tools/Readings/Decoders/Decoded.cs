using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Decoders;

/// <summary>What a message says, and of which device.</summary>
/// <param name="System">The system that its publisher speaks for, in its own spelling: <c>SensorNet</c>, <c>Tasmota</c>, ….</param>
/// <param name="Root">What stands before the device's id in its topic; empty where nothing does.</param>
/// <param name="DeviceId">The device id as sent; it may hold any character, so escape it before showing it.</param>
/// <param name="Kind">What the payload is; never <see cref="MessageKind.Other"/>.</param>
public sealed record Decoded(string System, string Root, string DeviceId, MessageKind Kind)
{
    /// <summary>A longer root and device id are not taken: it bounds what a device costs in memory.</summary>
    public const int PrefixCharsMax = DeviceTopic.PrefixCharsMax;

    /// <summary>Set for a valid reading.</summary>
    public ReportedReading? Reading { get; init; }

    /// <summary>The reading has a part of the device's quantities: the others keep the values they had.</summary>
    public bool IsPart { get; init; }

    /// <summary>Of a status: <c>online</c>, <c>offline</c> or a text of the device; null when it was cleared. Not safe to show.</summary>
    public string? Status { get; init; }

    /// <summary>Where an <c>offline</c> holds for all devices behind this one: the root that they have. Null otherwise.</summary>
    public string? RootBehind { get; init; }

    /// <summary>What connects all devices with this root is back; null where that is not said.</summary>
    public string? RootBack { get; init; }

    /// <summary>Set for valid info and diagnostics.</summary>
    public IReadOnlyList<JsonField>? Fields { get; init; }

    /// <summary>Info and diagnostics that add to what is known, member by member.</summary>
    public bool FieldsAdd { get; init; }

    /// <summary>Messages of the device that are known to be missing before this one.</summary>
    public long Missed { get; init; }

    /// <summary>Why the payload is not what the topic says; null when it is.</summary>
    public string? Problem { get; init; }
}
