using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>The messages of this project's nodes and gateways, in JSON and CBOR: docs/topics.md, docs/payloads.md.</summary>
internal sealed class SensorNetDecoder : IDecoder
{
    public const string System = "SensorNet";

    public Decoded? Decode(WatchedMessage message, string[] levels)
    {
        if (!DeviceTopic.TryParse(message.Topic, out DeviceTopic topic))
        {
            return null;
        }

        Decoded decoded = new Decoded(System, topic.Root, topic.DeviceId, topic.Kind);
        return topic.Kind switch
        {
            MessageKind.Readings => DecodeReading(decoded, message),
            MessageKind.Status => decoded with { Status = StatusText.Of(message) },
            _ => DecodeFields(decoded, message),
        };
    }

    private static Decoded DecodeReading(Decoded decoded, WatchedMessage message) =>
        NodeReading.TryParse(message, out ReportedReading? reading, out string? problem)
            ? decoded with { Reading = reading }
            : decoded with { Problem = problem };

    private static Decoded DecodeFields(Decoded decoded, WatchedMessage message)
    {
        IReadOnlyList<JsonField> fields = [];
        return message.PayloadBytes == 0 || JsonFields.TryParse(message, out fields, out string? problem)
            ? decoded with { Fields = fields }
            : decoded with { Problem = problem };
    }
}
