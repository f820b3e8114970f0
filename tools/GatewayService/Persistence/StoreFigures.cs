namespace SensorNet.GatewayService.Persistence;

/// <summary>What is counted of a shard's store. Written by the shard's thread, read by any.</summary>
internal sealed class StoreFigures
{
    public StoreState State { get; set; }

    /// <summary>Records of messages and exchanges written.</summary>
    public long Records { get; set; }

    /// <summary>Their octets.</summary>
    public long RecordBytes { get; set; }

    /// <summary>Changes of sessions written.</summary>
    public long SessionChanges { get; set; }

    /// <summary>Commits that wrote something.</summary>
    public long Commits { get; set; }

    /// <summary>The time of all of them, in microseconds.</summary>
    public long CommitMicroseconds { get; set; }

    /// <summary>Octets of the log's files.</summary>
    public long LogBytes { get; set; }

    public long Failures { get; set; }

    /// <summary>Parts of the store that could not be read when the gateway began.</summary>
    public long Damages { get; set; }

    public long SessionsRestored { get; set; }

    public long MessagesRestored { get; set; }
}
