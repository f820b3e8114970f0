namespace SensorNet.Readings.History;

/// <summary>Neighbouring buckets, allocated together.</summary>
internal sealed class BucketChunk
{
    public const int Buckets = 60;

    /// <summary>What one takes, with what the runtime adds.</summary>
    public const long Bytes = (Buckets * 28) + 80;

    /// <summary>Its place in time: chunks since 1970.</summary>
    public long Index { get; private set; }

    public StoredBucket[] Values { get; } = new StoredBucket[Buckets];

    public void Reset(long index)
    {
        Index = index;
        Array.Clear(Values);
    }
}
