namespace SensorNet.GatewayService.Transport;

/// <summary>What a shard is to do with a datagram that another thread leaves for it.</summary>
internal enum HandOverKind : byte
{
    /// <summary>The message of a client goes to the protocol.</summary>
    Up,

    /// <summary>A message of the protocol goes through the layer of the peer's socket.</summary>
    Down,

    /// <summary>A datagram that came in by another shard's socket goes through the layer of its socket.</summary>
    Received,

    /// <summary>A datagram goes out by a socket as it is.</summary>
    Out,
}
