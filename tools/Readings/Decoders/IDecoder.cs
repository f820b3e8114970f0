using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Decoders;

/// <summary>Knows the messages of one system.</summary>
public interface IDecoder
{
    /// <summary>
    /// Gives what a message says, with a <see cref="Decoded.Problem"/> where its topic is of the system and its payload is not; null where the
    /// message is not of the system.
    /// </summary>
    Decoded? Decode(WatchedMessage message);
}
