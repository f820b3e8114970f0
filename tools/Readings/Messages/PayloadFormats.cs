namespace SensorNet.Readings.Messages;

/// <summary>The formats of payloads. A new one has its decoder, which makes JSON of it, and a line here.</summary>
public static class PayloadFormats
{
    /// <summary>The payload as JSON: as it came where it is not known to be of another format.</summary>
    /// <returns>False, with the reason, where it is of another format and not valid.</returns>
    public static bool TryToJson(ReadOnlyMemory<byte> payload, out ReadOnlyMemory<byte> json, out string? problem)
    {
        if (CborPayload.IsMap(payload.Span))
        {
            return CborPayload.TryToJson(payload, out json, out problem);
        }

        json = payload;
        problem = null;
        return true;
    }

    /// <summary>What is shown of a payload as text: JSON where it can be made, and otherwise what came.</summary>
    public static ReadOnlyMemory<byte> AsText(ReadOnlyMemory<byte> payload) =>
        TryToJson(payload, out ReadOnlyMemory<byte> json, out _) ? json : payload;
}
