using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>A payload that is a number and nothing else: the last level of its topic is the quantity, the level before it the device.</summary>
internal sealed class PlainNumberDecoder : IDecoder
{
    public const string System = "plain number";

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        if (levels.Length < 2 || levels[^1].Length == 0 || levels[^2].Length == 0
            || !NumberPayload.TryRead(message, out decimal value))
        {
            return null;
        }

        string name = Array.Find(ReadingValue.CommonNames, common => common.Equals(levels[^1], StringComparison.OrdinalIgnoreCase)) ?? levels[^1];
        QuantityList quantities = new QuantityList();
        quantities.Add(name, value, "");
        return new Decoded(System, TopicLevels.Join(levels, 0, levels.Length - 2), levels[^2], MessageKind.Readings)
        {
            IsPart = true,
            Reading = ReportedReading.Of(quantities.All),
        };
    }
}
