namespace SensorNet.GatewayService.Mqtt;

/// <summary>The topic aliases that the broker has set on the present connection (MQTT 5, 3.3.2.3.4).</summary>
/// <param name="limit">What CONNECT says that the gateway takes; 0 for none.</param>
internal sealed class ReceivedAliases(int limit)
{
    private byte[]?[] _topics = [];

    /// <summary>A connection begins: aliases belong to one.</summary>
    public void Clear() => Array.Clear(_topics);

    /// <summary>Whether an alias may be used at all.</summary>
    public bool IsAllowed(int alias) => alias > 0 && alias <= limit;

    /// <summary>The topic of an alias; null where none was set.</summary>
    public byte[]? Find(int alias) => alias <= _topics.Length ? _topics[alias - 1] : null;

    /// <summary>Sets an alias, which <see cref="IsAllowed"/>.</summary>
    public void Set(int alias, ReadOnlySpan<byte> topic)
    {
        if (_topics.Length < alias)
        {
            Array.Resize(ref _topics, limit);
        }

        if (_topics[alias - 1] is not { } present || !topic.SequenceEqual(present))
        {
            _topics[alias - 1] = topic.ToArray();
        }
    }
}
