namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// The topic aliases towards the broker on the present connection (MQTT 5, 3.3.2.3.4). A topic has one place, by its hash; of the topics that share
/// a place the busier one has its alias: another takes it over when it has come as often as its holder.
/// </summary>
/// <param name="limit">Aliases at most, whatever the broker takes; 0 for none.</param>
internal sealed class TopicAliases(int limit)
{
    /// <summary>The octets of the property: to a shorter topic it is no gain.</summary>
    public const int PropertyBytes = 3;

    /// <summary>How far ahead of others a topic can get.</summary>
    private const int LeadMax = 16;

    private byte[]?[] _topics = [];
    private int[] _leads = [];

    /// <summary>A connection is up: aliases belong to one.</summary>
    /// <param name="brokerMaximum">What the broker takes; 0 for none.</param>
    public void Open(int brokerMaximum)
    {
        int count = Math.Min(limit, brokerMaximum);
        if (_topics.Length != count)
        {
            _topics = new byte[count][];
            _leads = new int[count];
        }

        Array.Clear(_topics);
    }

    /// <summary>The alias for a topic name.</summary>
    /// <param name="topic">The topic name.</param>
    /// <param name="isNew">Whether the broker does not know it yet, so that the topic name goes with it.</param>
    /// <returns>0 where it has none.</returns>
    public int Of(ReadOnlySpan<byte> topic, out bool isNew)
    {
        isNew = false;
        if (_topics.Length == 0 || topic.Length <= PropertyBytes)
        {
            return 0;
        }

        HashCode hash = default;
        hash.AddBytes(topic);
        int place = (int)((uint)hash.ToHashCode() % (uint)_topics.Length);
        byte[]? holder = _topics[place];
        if (holder is not null && topic.SequenceEqual(holder))
        {
            _leads[place] = Math.Min(_leads[place] + 1, LeadMax);
            return place + 1;
        }

        if (holder is not null && --_leads[place] > 0)
        {
            return 0;
        }

        _topics[place] = topic.ToArray();
        _leads[place] = 1;
        isNew = true;
        return place + 1;
    }
}
