using System.Buffers;
using System.Text;
using System.Text.Json;
using SensorNet.Readings.Messages;
using SensorNet.Cli.Views;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.Cli.Sn.Views;

/// <summary>Writes a line for each message: the payload, the topic and the payload, or JSON. Nothing in it can act on a terminal.</summary>
internal sealed class MessageWriter(TextWriter output, MessageFormat format, TimeProvider time)
{
    /// <summary>More than the longest message has, every octet escaped: nothing is cut.</summary>
    private const int TextCharsMax = 16 * Limits.MessageLengthMax;

    public void Write(ReceivedMessage message) => output.WriteLine(format switch
    {
        MessageFormat.Json => Json(message),
        MessageFormat.Verbose => $"{SafeText.Escape(TopicText(message), TextCharsMax)} {PayloadText(message)}",
        _ => PayloadText(message),
    });

    /// <summary>The topic name; a predefined topic id as <c>#7</c>.</summary>
    private static string TopicText(ReceivedMessage message) => message.TopicIdType switch
    {
        TopicIdType.Predefined => $"#{message.TopicId}",
        TopicIdType.ShortName => Encoding.UTF8.GetString([(byte)(message.TopicId >> 8), (byte)message.TopicId]),
        _ => message.Topic.ToString(),
    };

    private static string PayloadText(ReceivedMessage message) => SafeText.FromUtf8(
        PayloadFormats.AsText(message.Buffer.AsMemory(message.PayloadOffset, message.PayloadLength)).Span, TextCharsMax);

    private string Json(ReceivedMessage message)
    {
        DateTimeOffset received = time.GetUtcNow();
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>();
        using (Utf8JsonWriter json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("received", received.UtcDateTime);
            if (message.TopicIdType == TopicIdType.Predefined)
            {
                json.WriteNumber("predefinedId", message.TopicId);
            }
            else
            {
                json.WriteString("topic", TopicText(message));
            }

            json.WriteNumber("qos", message.Qos);
            json.WriteBoolean("retained", message.Retain);
            json.WriteBoolean("dup", message.Dup);
            JsonLine.WritePayload(json, message.Buffer.AsMemory(message.PayloadOffset, message.PayloadLength));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
