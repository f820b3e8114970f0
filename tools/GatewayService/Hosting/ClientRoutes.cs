using SensorNet.GatewayService.Persistence;
using SensorNet.GatewayService.Shards;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>Brings clients whose sessions a store has to the shards that have them, from where they were.</summary>
internal static class ClientRoutes
{
    public static void Restore(IReadOnlyList<IShardStore> stores, ShardDirectory directory, Router[] routers, long nowMs)
    {
        for (int owner = 0; owner < stores.Count; owner++)
        {
            foreach (SessionRecord session in stores[owner].Sessions)
            {
                directory.Claim(ClientKey.Of(session.ClientId), owner, nowMs);
                if (RestoredAddresses.IsUsable(session, int.MaxValue))
                {
                    NoteAddress(routers, owner, PeerKey.Of(session.Address, session.Headers), nowMs);
                }
            }
        }
    }

    // Which of the sockets gets what comes from there is the system's choice.
    private static void NoteAddress(Router[] routers, int owner, PeerKey key, long nowMs)
    {
        for (int number = 0; number < routers.Length; number++)
        {
            if (number != owner)
            {
                routers[number].Restore(nowMs, key, owner);
            }
        }
    }
}
