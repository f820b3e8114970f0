using System.Text.Json;
using Google.Protobuf;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Sparkplug;

/// <summary>
/// Sparkplug B (Eclipse Sparkplug 3.0.0): <c>spBv1.0/&lt;group&gt;/&lt;type&gt;/&lt;edge node&gt;[/&lt;device&gt;]</c>. Names and units that
/// come with a birth hold for the data after it.
/// </summary>
internal sealed class SparkplugDecoder : IDecoder
{
    public const string System = "Sparkplug B";

    private const string Namespace = "spBv1.0";

    /// <summary>Sequence numbers go from 0 to 255 and begin anew (6.4.5).</summary>
    private const int SeqCount = 256;

    private readonly EdgeNodes _edges = new();

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        return levels switch
        {
            [Namespace, "STATE", string host] => new Decoded(System, Namespace, host, MessageKind.Status) { Status = HostState(message) },
            [Namespace, string group, string type, string edge] when type is "NBIRTH" or "NDATA" or "NDEATH" =>
                DecodeEdge(message, type, group, edge),
            [Namespace, string group, string type, string edge, string device] when type is "DBIRTH" or "DDATA" or "DDEATH" =>
                DecodeDevice(message, type, $"{Namespace}/{group}/{edge}", device),
            _ => null,
        };
    }

    // 3.0.0, 5.7: {"online":true,"timestamp":…}; of version 2.2 ONLINE.
    private static string? HostState(WatchedMessage message)
    {
        using JsonDocument? document = JsonPayload.Parse(message, out _);
        return document is not null && document.RootElement.TryGetProperty("online", out JsonElement online)
            ? online.ValueKind == JsonValueKind.True ? StatusText.Online : StatusText.Offline
            : StatusText.Of(message, "ONLINE", "OFFLINE");
    }

    private Decoded DecodeEdge(WatchedMessage message, string type, string group, string edge)
    {
        string behind = $"{Namespace}/{group}/{edge}";
        Decoded decoded = new Decoded(System, $"{Namespace}/{group}", edge, MessageKind.Readings) { IsPart = true };
        if (type == "NDEATH")
        {
            // 6.4.22: all devices of the edge node are offline, too.
            return decoded with { Kind = MessageKind.Status, Status = StatusText.Offline, RootBehind = behind };
        }

        return Read(decoded, message, behind, "", type == "NBIRTH");
    }

    private Decoded DecodeDevice(WatchedMessage message, string type, string edge, string device)
    {
        Decoded decoded = new Decoded(System, edge, device, MessageKind.Readings) { IsPart = true };
        return type == "DDEATH"
            ? decoded with { Kind = MessageKind.Status, Status = StatusText.Offline, Missed = MissedBefore(message, edge) }
            : Read(decoded, message, edge, device, type == "DBIRTH");
    }

    private long MissedBefore(WatchedMessage message, string edge) =>
        TryParse(message, out Payload? payload, out _) ? _edges.Take(edge, payload!, isBirth: false) : 0;

    private Decoded Read(Decoded decoded, WatchedMessage message, string edge, string device, bool isBirth)
    {
        if (!TryParse(message, out Payload? payload, out string? problem))
        {
            return decoded with { Problem = problem };
        }

        long missed = _edges.Take(edge, payload!, isBirth && device.Length == 0);
        MetricNames names = _edges.NamesOf(edge, device, isBirth);
        MetricList metrics = new MetricList(names);
        foreach (Payload.Types.Metric metric in payload!.Metrics.Take(QuantityList.CountMax * 4))
        {
            metrics.Take(metric);
        }

        // A birth is all that the device has (6.4.17, 6.4.20), and says that it is there; so does data.
        return decoded with
        {
            Reading = metrics.Done(payload.HasTimestamp ? UnixTimes.FromMs(payload.Timestamp) : null),
            IsPart = !isBirth,
            Status = StatusText.Online,
            Missed = missed,
        };
    }

    private static bool TryParse(WatchedMessage message, out Payload? payload, out string? problem)
    {
        payload = null;
        problem = message.IsCut ? $"the payload has {message.PayloadBytes} bytes, more than {WatchedMessage.PayloadBytesMax}" : null;
        if (problem is not null)
        {
            return false;
        }

        try
        {
            payload = Payload.Parser.ParseFrom(message.Payload.Span);
            if (payload.HasSeq && payload.Seq >= SeqCount)
            {
                problem = $"the sequence number is {payload.Seq}, and must be 0 to {SeqCount - 1}";
            }
        }
        catch (InvalidProtocolBufferException)
        {
            problem = "the payload is not valid Sparkplug B";
        }

        return problem is null;
    }
}
