using System.Text;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Decoders;

/// <summary>A payload that is a number and nothing else.</summary>
internal static class NumberPayload
{
    /// <summary>Whether it is one; what is longer than a number can be is not looked at.</summary>
    public static bool TryRead(WatchedMessage message, out decimal value)
    {
        value = 0;
        return message.PayloadBytes is > 0 and <= Numbers.CharsMax && Numbers.TryParse(Encoding.UTF8.GetString(message.Payload.Span), out value);
    }
}
