using System.Buffers;
using System.Text;
using System.Text.Json;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;

namespace SensorNet.Cli.Views;

/// <summary>
/// One line of JSON (NDJSON) for a message: <c>received</c>, <c>topic</c>, <c>device</c>, <c>kind</c> and <c>system</c> of a
/// message that could be told, <c>qos</c>, <c>retained</c>, and <c>payload</c>: the object or array that was sent, in JSON or CBOR, or its text.
/// </summary>
internal static class JsonLine
{
    private static readonly JsonDocumentOptions PayloadOptions = new() { MaxDepth = 32 };
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static string Format(Observation observation)
    {
        WatchedMessage message = observation.Message;
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>();

        // The writer's own encoder leaves ASCII only, and no control character unescaped.
        using (Utf8JsonWriter json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("received", message.ReceivedUtc.UtcDateTime);
            json.WriteString("topic", message.Topic);
            if (observation.Decoded is { } decoded)
            {
                json.WriteString("device", decoded.DeviceId);
                json.WriteString("kind", PlainLine.KindName(decoded.Kind));
                json.WriteString("system", decoded.System);
            }

            json.WriteNumber("qos", message.Qos);
            json.WriteBoolean("retained", message.Retained);
            WriteStep(json, observation);
            WritePayload(json, message);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteStep(Utf8JsonWriter json, Observation observation)
    {
        if (observation.Step.Missed > 0)
        {
            json.WriteNumber("missed", observation.Step.Missed);
        }

        if (observation.Step.Restarted)
        {
            json.WriteBoolean("restarted", true);
        }

        if (observation.Problem is { } problem)
        {
            json.WriteString("problem", problem);
        }
    }

    private static void WritePayload(Utf8JsonWriter json, WatchedMessage message)
    {
        if (message.IsCut)
        {
            json.WriteNumber("payloadBytes", message.PayloadBytes);
            json.WriteBase64String("payloadBase64Start", message.Payload.Span);
        }
        else
        {
            WritePayload(json, message.Payload);
        }
    }

    /// <summary>Writes <c>payload</c>, the object or array that was sent, or its text; <c>payloadBase64</c> for what is neither.</summary>
    public static void WritePayload(Utf8JsonWriter json, ReadOnlyMemory<byte> payload)
    {
        if (!TryWriteJson(json, payload) && !TryWriteText(json, payload.Span))
        {
            json.WriteBase64String("payloadBase64", payload.Span);
        }
    }

    private static bool TryWriteJson(Utf8JsonWriter json, ReadOnlyMemory<byte> payload)
    {
        if (!PayloadFormats.TryToJson(payload, out ReadOnlyMemory<byte> sent, out _))
        {
            return false;
        }

        ReadOnlySpan<byte> text = sent.Span.TrimStart(" \t\r\n"u8);
        if (text.Length == 0 || text[0] is not ((byte)'{' or (byte)'['))
        {
            return false;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(sent, PayloadOptions);
            string compact = JsonSerializer.Serialize(document.RootElement);
            json.WritePropertyName("payload");
            json.WriteRawValue(compact);
            return true;
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException or ArgumentException)
        {
            // Also a string in it that is no Unicode text: it is shown as it came.
            return false;
        }
    }

    private static bool TryWriteText(Utf8JsonWriter json, ReadOnlySpan<byte> payload)
    {
        try
        {
            json.WriteString("payload", StrictUtf8.GetString(payload));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
