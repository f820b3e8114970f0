namespace SensorNet.EndToEnd.Tests.Node.Soak;

/// <summary>One run of the node's program, from its start to its end, and what became of its readings.</summary>
internal sealed class SoakBoot
{
    /// <summary>Readings that the subscriber got.</summary>
    public long Received { get; set; }

    /// <summary>The sequence number of the last of them.</summary>
    public long LastSequence { get; set; } = -1;

    /// <summary>Readings that the node took.</summary>
    public long Taken { get; set; }

    /// <summary>Readings that gave way, by the node's count.</summary>
    public long Dropped { get; set; }

    /// <summary>Readings that were in its memory alone at the end, by the node's count.</summary>
    public long Unsaved { get; set; }

    /// <summary>Readings that were handed to a connection and not confirmed by a later answer of the broker, by the node's count.</summary>
    public long Unconfirmed { get; set; }

    /// <summary>Readings that can be counted as in memory and are on the flash: those of the write that the loss of power interrupted.</summary>
    public long CountedTwiceMax { get; set; }

    /// <summary>Readings that can come again after it: those of the block on the flash that it was publishing.</summary>
    public long RepeatedMax { get; set; }

    /// <summary>Readings that are none of the others: handed to a connection that died with them.</summary>
    public long LostOnTheWay => Taken - Received - Dropped - Unsaved;
}
