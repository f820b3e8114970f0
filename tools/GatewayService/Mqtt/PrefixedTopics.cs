namespace SensorNet.GatewayService.Mqtt;

/// <summary>Puts a prefix before topics and filters, and takes it off what is delivered.</summary>
internal sealed class PrefixedTopics
{
    // MQTT 5, 4.8.2: $share/<group>/<filter>.
    private const string SharedStart = "$share/";

    private byte[] _topic = [];

    /// <summary>A topic as the broker knows it; right until the next call.</summary>
    public ReadOnlySpan<byte> Add(byte[] prefix, ReadOnlySpan<byte> topic)
    {
        if (prefix.Length == 0)
        {
            return topic;
        }

        int length = prefix.Length + topic.Length;
        if (_topic.Length < length)
        {
            _topic = new byte[length];
        }

        prefix.CopyTo(_topic, 0);
        topic.CopyTo(_topic.AsSpan(prefix.Length));
        return _topic.AsSpan(0, length);
    }

    /// <summary>A filter as the broker knows it; of a shared subscription the filter in it.</summary>
    public static string AddToFilter(string prefix, string filter)
    {
        int group = filter.StartsWith(SharedStart, StringComparison.Ordinal) ? filter.IndexOf('/', SharedStart.Length) + 1 : 0;
        return prefix.Length == 0 ? filter : string.Concat(filter.AsSpan(0, group), prefix, filter.AsSpan(group));
    }

    /// <summary>
    /// A message without the prefix. False where it does not begin with it, as "a" does not that "a/#" delivers where "a/" is the prefix.
    /// </summary>
    public static bool TryRemove(byte[] prefix, ref ReceivedPublish message)
    {
        if (prefix.Length == 0)
        {
            return true;
        }

        if (!message.Topic.AsSpan().StartsWith(prefix) || message.Topic.Count == prefix.Length)
        {
            return false;
        }

        message = message with { Topic = message.Topic[prefix.Length..] };
        return true;
    }
}
