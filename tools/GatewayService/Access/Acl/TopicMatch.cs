namespace SensorNet.GatewayService.Access.Acl;

/// <summary>Topic filters against topic names and against each other, as octets. Source: MQTT 3.1.1, 4.7.</summary>
internal static class TopicMatch
{
    private const byte Separator = (byte)'/';

    /// <summary>Whether a filter, which is a right one, matches a topic name.</summary>
    public static bool Matches(ReadOnlySpan<byte> filter, ReadOnlySpan<byte> topic)
    {
        // [MQTT-4.7.2-1], and the other way round as Mosquitto has it.
        if (filter.IsEmpty || topic.IsEmpty || (filter[0] == '$') != (topic[0] == '$'))
        {
            return false;
        }

        while (true)
        {
            if (filter is [(byte)'#'])
            {
                return true;
            }

            int filterEnd = filter.IndexOf(Separator);
            int topicEnd = topic.IndexOf(Separator);
            ReadOnlySpan<byte> level = filterEnd < 0 ? filter : filter[..filterEnd];
            if (level is not [(byte)'+'] && !level.SequenceEqual(topicEnd < 0 ? topic : topic[..topicEnd]))
            {
                return false;
            }

            if (topicEnd < 0)
            {
                // [MQTT-4.7.1-2]: "sport/#" matches "sport", too.
                return filterEnd < 0 || filter[(filterEnd + 1)..] is [(byte)'#'];
            }

            if (filterEnd < 0)
            {
                return false;
            }

            filter = filter[(filterEnd + 1)..];
            topic = topic[(topicEnd + 1)..];
        }
    }

    /// <summary>Whether there is a topic name that both filters match.</summary>
    public static bool Overlap(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.IsEmpty || right.IsEmpty || (left[0] == '$') != (right[0] == '$'))
        {
            return false;
        }

        while (true)
        {
            if (left is [(byte)'#'] || right is [(byte)'#'])
            {
                return true;
            }

            int leftEnd = left.IndexOf(Separator);
            int rightEnd = right.IndexOf(Separator);
            ReadOnlySpan<byte> leftLevel = leftEnd < 0 ? left : left[..leftEnd];
            ReadOnlySpan<byte> rightLevel = rightEnd < 0 ? right : right[..rightEnd];
            if (leftLevel is not [(byte)'+'] && rightLevel is not [(byte)'+'] && !leftLevel.SequenceEqual(rightLevel))
            {
                return false;
            }

            if (leftEnd < 0 || rightEnd < 0)
            {
                ReadOnlySpan<byte> rest = leftEnd >= 0 ? left[(leftEnd + 1)..] : rightEnd >= 0 ? right[(rightEnd + 1)..] : "#"u8;
                return rest is [(byte)'#'];
            }

            left = left[(leftEnd + 1)..];
            right = right[(rightEnd + 1)..];
        }
    }
}
