using System.Text;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Decoders;

/// <summary>Reads the payload of a status.</summary>
internal static class StatusText
{
    public const string Online = "online";
    public const string Offline = "offline";

    /// <summary>Bytes of a status that are looked at; what is longer is cut.</summary>
    private const int BytesMax = 256;

    /// <summary>The text; null where it was cleared (MQTT 3.1.1, 3.3.1.3: an empty retained payload clears what was retained).</summary>
    public static string? Of(WatchedMessage message)
    {
        ReadOnlySpan<byte> payload = message.Payload.Span;
        return message.PayloadBytes == 0 ? null : Encoding.UTF8.GetString(payload[..Math.Min(payload.Length, BytesMax)]);
    }

    /// <summary>The text, with the words of a system for online and offline made the common ones.</summary>
    public static string? Of(WatchedMessage message, string online, string offline)
    {
        string? text = Of(message);
        return text == online ? Online : text == offline ? Offline : text;
    }
}
