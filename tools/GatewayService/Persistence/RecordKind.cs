namespace SensorNet.GatewayService.Persistence;

/// <summary>What a record of the log is about; the numbers are part of the format.</summary>
internal static class RecordKind
{
    /// <summary>A message that waits for a client, by its number.</summary>
    public const byte Message = 1;

    /// <summary>How far its exchange at QoS 2 is, by the message's number.</summary>
    public const byte Step = 2;

    /// <summary>The last message id that may have been used towards a client, by its session.</summary>
    public const byte MessageIds = 7;

    /// <summary>Whose a PUBLISH at QoS 2 to the broker is, by its token.</summary>
    public const byte Publish = 3;

    /// <summary>The message ids that a client has not released, by its session.</summary>
    public const byte ReceivedIds = 4;

    /// <summary>A PUBLISH or PUBREL to the broker at QoS 2, by the link and the packet id.</summary>
    public const byte Packet = 5;

    /// <summary>A message at QoS 2 of the broker that PUBREL has not come for, by the link and the packet id.</summary>
    public const byte Held = 6;
}
