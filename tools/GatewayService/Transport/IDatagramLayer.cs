using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Transport;

/// <summary>
/// What every datagram of a socket passes through, on the shard's thread: up, between the socket and the router, and down, between the protocol and
/// the socket. A layer that secures datagrams keeps its sessions here and has timers of its own.
/// </summary>
internal interface IDatagramLayer
{
    /// <summary>When <see cref="OnTime"/> is due, in the loop's milliseconds; <see cref="long.MaxValue"/> for never.</summary>
    long NextDeadlineMs { get; }

    /// <summary>
    /// A datagram has arrived at the socket. What comes of it goes on to the layer's <see cref="DatagramHandler"/>, during the call or later.
    /// </summary>
    void Receive(in NetworkAddress peer, byte[] buffer, int offset, int length);

    /// <summary>The protocol sends a datagram, used during the call only.</summary>
    void Send(in NetworkAddress peer, ReadOnlySpan<byte> datagram);

    void OnTime(long nowMs);

    /// <summary>The shard ends: peers are told, where the layer has a way to.</summary>
    void Stop();
}
