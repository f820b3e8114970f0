using System.Buffers;
using System.Formats.Cbor;
using System.Text.Json;

namespace SensorNet.Readings.Messages;

/// <summary>Makes JSON of a payload that is a CBOR map (RFC 8949, 6.1), with every dimension of it bounded.</summary>
public static class CborPayload
{
    /// <summary>Maps and arrays in each other, the outermost included.</summary>
    public const int DepthMax = 8;

    /// <summary>
    /// Whether the first byte is the head of a map (RFC 8949, 3.1: major type 5). No text begins with it: in UTF-8 it is never the first byte of
    /// a character.
    /// </summary>
    public static bool IsMap(ReadOnlySpan<byte> payload) => payload.Length > 0 && payload[0] is >= 0xA0 and <= 0xBF;

    /// <summary>The map as JSON, or the reason why there is none.</summary>
    public static bool TryToJson(ReadOnlyMemory<byte> payload, out ReadOnlyMemory<byte> json, out string? problem)
    {
        ArrayBufferWriter<byte> buffer = new ArrayBufferWriter<byte>();
        problem = null;
        try
        {
            CborReader reader = new CborReader(payload, CborConformanceMode.Strict);
            using (Utf8JsonWriter writer = new Utf8JsonWriter(buffer))
            {
                Copy(reader, writer, 0);
            }

            if (reader.BytesRemaining > 0)
            {
                problem = "the payload has bytes behind its CBOR map";
            }
        }
        catch (Exception notCbor) when (notCbor is CborContentException or InvalidOperationException or OverflowException)
        {
            // InvalidOperationException: what the reader finds is not what may stand there, such as a key that is no text.
            problem = "the payload is not valid CBOR";
        }

        json = buffer.WrittenMemory;
        return problem is null;
    }

    private static void Copy(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap:
                CopyMap(reader, writer, Deeper(depth));
                break;
            case CborReaderState.StartArray:
                CopyArray(reader, writer, Deeper(depth));
                break;
            case CborReaderState.Tag:
                // RFC 8949, 6.1: the tag is left out.
                reader.ReadTag();
                Copy(reader, writer, Deeper(depth));
                break;
            case CborReaderState.TextString or CborReaderState.StartIndefiniteLengthTextString:
                writer.WriteStringValue(reader.ReadTextString());
                break;
            case CborReaderState.ByteString or CborReaderState.StartIndefiniteLengthByteString:
                writer.WriteBase64StringValue(reader.ReadByteString());
                break;
            default:
                CopyNumber(reader, writer);
                break;
        }
    }

    private static void CopyMap(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        reader.ReadStartMap();
        writer.WriteStartObject();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            writer.WritePropertyName(reader.ReadTextString());
            Copy(reader, writer, depth);
        }

        reader.ReadEndMap();
        writer.WriteEndObject();
    }

    private static void CopyArray(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        reader.ReadStartArray();
        writer.WriteStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
        {
            Copy(reader, writer, depth);
        }

        reader.ReadEndArray();
        writer.WriteEndArray();
    }

    private static void CopyNumber(CborReader reader, Utf8JsonWriter writer)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.UnsignedInteger:
                writer.WriteNumberValue(reader.ReadUInt64());
                break;
            case CborReaderState.NegativeInteger:
                // RFC 8949, 3.1: the value is -1 less the number.
                writer.WriteNumberValue(-1m - reader.ReadCborNegativeIntegerRepresentation());
                break;
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat:
                // The shortest digits that give the same number: those of the node's resolution.
                WriteNumber(writer, reader.ReadSingle());
                break;
            case CborReaderState.DoublePrecisionFloat:
                WriteNumber(writer, reader.ReadDouble());
                break;
            case CborReaderState.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                break;
            default:
                // RFC 8949, 6.1: null, undefined and other simple values. What is no value at all makes the reader throw.
                reader.ReadSimpleValue();
                writer.WriteNullValue();
                break;
        }
    }

    // RFC 8949, 6.1: JSON has neither infinity nor not-a-number.
    private static void WriteNumber(Utf8JsonWriter writer, float value)
    {
        if (float.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static int Deeper(int depth) =>
        depth < DepthMax ? depth + 1 : throw new CborContentException($"is deeper than {DepthMax}");
}
