using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Persistence;

/// <summary>Whether a client can be reached where it was before the process began.</summary>
internal static class RestoredAddresses
{
    /// <param name="session">The client's session.</param>
    /// <param name="socketCount">Sockets of a shard: the addresses that are listened on may be fewer than they were.</param>
    /// <returns>
    /// False also for one that came by DTLS or protected: its session or key is known by a number of the process, which may become another peer's.
    /// </returns>
    public static bool IsUsable(SessionRecord session, int socketCount) =>
        session.HasAddress
        && !SocketAddresses.IsSession(session.Address)
        && !ProtectedAddress.IsOne(session.Address)
        && SocketAddresses.SocketIndex(session.Address) < socketCount;
}
