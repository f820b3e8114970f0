using System.Text;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>A payload that is a number and nothing else: the last level of its topic is the quantity, the level before it the device.</summary>
internal sealed class PlainNumberDecoder : IDecoder
{
    public const string System = "plain number";

    private static readonly string[] CommonNames = [ReadingValue.Temperature, ReadingValue.Humidity, ReadingValue.Pressure];

    public Decoded? Decode(WatchedMessage message)
    {
        string[] levels = message.PayloadBytes is > 0 and <= Numbers.CharsMax ? TopicLevels.Split(message.Topic) : [];
        if (levels.Length < 2 || levels[^1].Length == 0 || levels[^2].Length == 0
            || !Numbers.TryParse(Encoding.UTF8.GetString(message.Payload.Span), out decimal value))
        {
            return null;
        }

        string name = Array.Find(CommonNames, common => common.Equals(levels[^1], StringComparison.OrdinalIgnoreCase)) ?? levels[^1];
        QuantityList quantities = new QuantityList();
        quantities.Add(name, value, "");
        return new Decoded(System, TopicLevels.Join(levels, 0, levels.Length - 2), levels[^2], MessageKind.Readings)
        {
            IsPart = true,
            Reading = ReportedReading.Of(quantities.All),
        };
    }
}
