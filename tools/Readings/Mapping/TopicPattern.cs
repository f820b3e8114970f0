using SensorNet.Readings.Decoders;

namespace SensorNet.Readings.Mapping;

/// <summary>
/// Topics with a device and a quantity somewhere in them: <c>site/{device}/{quantity}</c>, with <c>+</c> and a last <c>#</c> for the rest.
/// </summary>
internal sealed class TopicPattern
{
    private const string DeviceLevel = "{device}";
    private const string QuantityLevel = "{quantity}";

    private readonly string[] _levels;

    private TopicPattern(string[] levels)
    {
        _levels = levels;
    }

    public bool HasDevice => _levels.Contains(DeviceLevel);

    public bool HasQuantity => _levels.Contains(QuantityLevel);

    /// <exception cref="MappingException">It is no pattern.</exception>
    public static TopicPattern Parse(string text, string where)
    {
        string[] levels = text.Split('/');
        if (text.Length is 0 or > Decoded.PrefixCharsMax || levels.Length > TopicLevels.CountMax)
        {
            throw new MappingException($"{where}: a topic has 1 to {Decoded.PrefixCharsMax} characters and at most {TopicLevels.CountMax} levels");
        }

        for (int i = 0; i < levels.Length; i++)
        {
            string level = levels[i];
            bool isWhole = level is DeviceLevel or QuantityLevel or "+" || (level == "#" && i == levels.Length - 1);
            if (!isWhole && level.IndexOfAny(['{', '}', '+', '#']) >= 0)
            {
                throw new MappingException(
                    $"{where}: '{level}' of topic '{text}' must be a name, {DeviceLevel}, {QuantityLevel}, + or, as the last level, #");
            }
        }

        if (levels.Count(level => level == DeviceLevel) > 1 || levels.Count(level => level == QuantityLevel) > 1)
        {
            throw new MappingException($"{where}: topic '{text}' has {DeviceLevel} or {QuantityLevel} more than once");
        }

        return new TopicPattern(levels);
    }

    /// <summary>What a topic has in the places; null where it does not match.</summary>
    public (string? Root, string? Device, string? ReadingValue)? Match(string[] topic)
    {
        bool isOpen = _levels[^1] == "#";
        if (isOpen ? topic.Length < _levels.Length - 1 : topic.Length != _levels.Length)
        {
            return null;
        }

        string? device = null;
        string? quantity = null;
        string? root = null;
        for (int i = 0; i < _levels.Length - (isOpen ? 1 : 0); i++)
        {
            switch (_levels[i])
            {
                case DeviceLevel:
                    device = topic[i];
                    root = TopicLevels.Join(topic, 0, i);
                    break;
                case QuantityLevel:
                    quantity = topic[i];
                    break;
                case "+":
                    break;
                default:
                    if (_levels[i] != topic[i])
                    {
                        return null;
                    }

                    break;
            }
        }

        return (root, device, quantity);
    }
}
