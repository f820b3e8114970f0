using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Persistence.Sessions;

/// <summary>A session at a broker that goes on over restarts.</summary>
/// <param name="ClientId">Its client id.</param>
/// <param name="Broker">The broker's address, as it is shown; null where an older format of the store did not keep it.</param>
internal sealed record LinkedSession(string ClientId, string? Broker)
{
    /// <summary>The number of the broker that has the session of a client id; <see cref="Handshake.NoBroker"/> where none of them has.</summary>
    public static int HomeOf(LinkedSession? linked, string clientId, BrokerChoice brokers)
    {
        if (linked?.ClientId != clientId)
        {
            return Handshake.NoBroker;
        }

        // Before the address was kept there was one broker, or the first one mostly.
        return linked.Broker is null ? 0 : brokers.NumberOf(linked.Broker);
    }
}
