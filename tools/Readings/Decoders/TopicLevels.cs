namespace SensorNet.Readings.Decoders;

/// <summary>A topic, level by level.</summary>
internal static class TopicLevels
{
    /// <summary>A topic with more levels is of no known system.</summary>
    public const int CountMax = 16;

    /// <summary>The levels of a topic; none for one that no decoder should look at.</summary>
    /// <remarks>MQTT 3.1.1, 4.7.2: topics that begin with $ are the broker's own.</remarks>
    public static string[] Split(string topic)
    {
        if (topic.Length is 0 or > Decoded.PrefixCharsMax || topic[0] == '$')
        {
            return [];
        }

        string[] levels = topic.Split('/', CountMax + 1);
        return levels.Length <= CountMax ? levels : [];
    }

    /// <summary>The levels from one to another, the latter not included, with slashes between.</summary>
    public static string Join(string[] levels, int from, int to) => string.Join('/', levels, from, Math.Max(0, to - from));
}
