using SensorNet.GatewayService.Settings.Table;

namespace SensorNet.GatewayService.Settings;

/// <summary>What outlives the process, and where.</summary>
internal sealed record PersistenceSettings
{
    /// <summary>Segments that a log may have whatever of them is of use.</summary>
    public const int SegmentsMin = 4;

    [TextSetting(1_000, "folder in which sessions and messages outlive the process; empty for none", Fallback = "")]
    public string Path { get; init; } = "";

    [ChoiceSetting(
        "when the disk has what is committed: at the system's leisure, which the end of the process survives, "
        + "or before anything is acknowledged, which a power cut survives",
        "none", false, "commit", true)]
    public bool Sync { get; init; }

    [ChoiceSetting(
        "what happens when the store cannot be read or written: the gateway goes on without it, or it stops",
        "continue", FailurePolicy.Continue, "stop", FailurePolicy.Stop)]
    public FailurePolicy OnFailure { get; init; }

    [IntegerSetting(4 * 1024 * 1024, 64 * 1024, 1 << 30, "octets of a file of the log of messages, which is zeroed ahead")]
    public int SegmentBytes { get; init; }

    [IntegerSetting(1 << 30, 1024 * 1024, int.MaxValue, "octets of all these files of a shard; beyond it the store fails")]
    public int BytesPerShardMax { get; init; }

    /// <summary>Whether there is a store.</summary>
    public bool IsOn => Path.Length > 0;
}
