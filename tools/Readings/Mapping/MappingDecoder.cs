using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Mapping;

/// <summary>Decodes by the rules of a mapping file: the first that matches a topic has it.</summary>
internal sealed class MappingDecoder(IReadOnlyList<MappingRule> rules) : IDecoder
{
    public const string System = "mapping";

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        if (levels.Length == 0)
        {
            return null;
        }

        foreach (MappingRule rule in rules)
        {
            if (rule.Decode(System, message, levels) is { } decoded)
            {
                return decoded;
            }
        }

        return null;
    }
}
