namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// Where the exchanges at QoS 2 with the broker are kept, so that a session goes on after the process has ended. A link is a number.
/// </summary>
internal interface IExchangeJournal
{
    /// <summary>A PUBLISH has been taken.</summary>
    void KeepPacket(ulong link, in KeptPacket packet, ReadOnlySpan<byte> topic, ReadOnlySpan<byte> payload);

    /// <summary>PUBREC has come for it: from now on it is PUBREL that is sent.</summary>
    void KeepRelease(ulong link, in KeptPacket packet);

    /// <summary>Its exchange is over.</summary>
    void EndPacket(ulong link, int packetId);

    /// <summary>A message of the broker is taken over: PUBREC is about to be sent.</summary>
    void KeepHeld(ulong link, int packetId);

    /// <summary>PUBREL has come for it.</summary>
    void EndHeld(ulong link, int packetId);
}
