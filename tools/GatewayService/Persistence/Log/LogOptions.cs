namespace SensorNet.GatewayService.Persistence.Log;

/// <summary>How a log is written.</summary>
internal sealed record LogOptions
{
    public required string Folder { get; init; }

    /// <summary>Whether a commit waits until the disk has it, which a power cut needs; the end of the process does not.</summary>
    public bool Syncs { get; init; }

    /// <summary>Octets of a segment, zeroed ahead. One turn's records are in one segment, which is longer where they are.</summary>
    public int SegmentBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Octets of all segments together; a commit beyond it fails.</summary>
    public long BytesMax { get; init; } = 1L << 30;
}
