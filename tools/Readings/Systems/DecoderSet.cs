using SensorNet.Readings.Sparkplug;
using SensorNet.Readings.Decoders;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Systems;

/// <summary>
/// All decoders, asked in order: what a mapping file names first, then systems by what is theirs alone, then what could be anybody's.
/// </summary>
public sealed class DecoderSet
{
    private readonly IDecoder[] _decoders;

    /// <param name="mapping">The rules of a mapping file; null for none.</param>
    public DecoderSet(IDecoder? mapping = null)
    {
        IDecoder[] known =
        [
            new SparkplugDecoder(),
            new HomieDecoder(),
            new Zigbee2MqttDecoder(),
            new ShellyDecoder(),
            new TasmotaDecoder(),
            new ShellyComponentDecoder(),
            new SensorNetDecoder(),
            new EspHomeDecoder(),
            new PlainNumberDecoder(),
        ];
        _decoders = mapping is null ? known : [mapping, .. known];
    }

    /// <summary>What a message says; null where it is of no known system.</summary>
    public Decoded? Decode(WatchedMessage message)
    {
        string[] levels = TopicLevels.Split(message.Topic);
        foreach (IDecoder decoder in _decoders)
        {
            if (decoder.Decode(message, levels) is { } decoded)
            {
                return decoded;
            }
        }

        return null;
    }
}
