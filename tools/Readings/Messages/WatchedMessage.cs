namespace SensorNet.Readings.Messages;

/// <summary>A message as it came from the broker.</summary>
/// <param name="Topic">The topic as sent.</param>
/// <param name="Payload">The payload, cut to <see cref="PayloadBytesMax"/>.</param>
/// <param name="PayloadBytes">The payload's length before the cut.</param>
/// <param name="Retained">True when the broker had kept it from before the subscription.</param>
/// <param name="Qos">0 to 2.</param>
/// <param name="ReceivedUtc">The wall clock at reception.</param>
/// <param name="ReceivedAt">The <see cref="TimeProvider"/>'s timestamp at reception, for ages and rates.</param>
public sealed record WatchedMessage(
    string Topic,
    ReadOnlyMemory<byte> Payload,
    long PayloadBytes,
    bool Retained,
    int Qos,
    DateTimeOffset ReceivedUtc,
    long ReceivedAt)
{
    /// <summary>No more of a payload is kept; a node's messages have a few hundred bytes.</summary>
    public const int PayloadBytesMax = 16 * 1024;

    public bool IsCut => PayloadBytes > Payload.Length;
}
