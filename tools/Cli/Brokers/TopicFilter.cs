using System.Text;

namespace SensorNet.Cli.Brokers;

/// <summary>The rules of MQTT 3.1.1, 4.7, for what one may subscribe to.</summary>
internal static class TopicFilter
{
    public const string Default = "devices/#";
    public const int BytesMax = 65_535;

    /// <summary>What is wrong with <paramref name="filter"/>, as the end of a sentence that names it; null if nothing is.</summary>
    public static string? Problem(string filter)
    {
        if (filter.Length == 0)
        {
            return "is empty: a topic filter has at least one character";
        }

        if (filter.Any(char.IsControl) || Encoding.UTF8.GetByteCount(filter) > BytesMax)
        {
            return $"has control characters or more than {BytesMax} bytes";
        }

        string[] levels = filter.Split('/');
        for (int i = 0; i < levels.Length; i++)
        {
            // [MQTT-4.7.1-2], [MQTT-4.7.1-3]: wildcards stand for whole levels, # only for the last ones.
            bool isLast = i == levels.Length - 1;
            string level = levels[i];
            if (level.Length > 1 && level.AsSpan().ContainsAny('#', '+'))
            {
                return "has a wildcard that is not a whole level: # and + stand alone between slashes";
            }

            if (level == "#" && !isLast)
            {
                return "has # before its end: # stands for all remaining levels";
            }
        }

        return null;
    }
}
