namespace SensorNet.Readings.Sparkplug;

/// <summary>What has to be remembered of edge nodes: the last sequence number, and the names behind aliases.</summary>
internal sealed class EdgeNodes
{
    /// <summary>Of further edge nodes and devices nothing is remembered: their metrics have names only where the message has them.</summary>
    public const int CountMax = 10_000;

    private const int SeqCount = 256;

    private readonly Dictionary<string, int> _lastSeq = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Edge, string Device), MetricNames> _names = [];

    /// <summary>Takes a message's sequence number, which an edge node and its devices share (6.4.5). Gives how many are missing before it.</summary>
    public long Take(string edge, Payload payload, bool isBirth)
    {
        if (!payload.HasSeq || (!_lastSeq.ContainsKey(edge) && _lastSeq.Count >= CountMax))
        {
            return 0;
        }

        int seq = (int)payload.Seq;
        bool follows = _lastSeq.TryGetValue(edge, out int last) && !isBirth;
        _lastSeq[edge] = seq;
        return follows ? (seq - last - 1 + SeqCount) % SeqCount : 0;
    }

    /// <summary>The names of a device's metrics; those of an edge node's own where the device is empty. A birth begins them anew.</summary>
    public MetricNames NamesOf(string edge, string device, bool isBirth)
    {
        if (!isBirth && _names.TryGetValue((edge, device), out MetricNames? known))
        {
            return known;
        }

        MetricNames names = new MetricNames();
        if (_names.ContainsKey((edge, device)) || _names.Count < CountMax)
        {
            _names[(edge, device)] = names;
        }

        return names;
    }
}
