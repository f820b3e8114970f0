using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Decoders;

/// <summary>Knows the messages of one system.</summary>
public interface IDecoder
{
    /// <summary>
    /// Gives what a message says, with a <see cref="Decoded.Problem"/> where its topic is of the system and its payload is not; null where the
    /// message is not of the system.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="levels">The levels of its topic; none where it is no topic that a decoder should look at.</param>
    Decoded? Decode(WatchedMessage message, string[] levels);
}
