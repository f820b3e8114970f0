namespace SensorNet.GatewayService.Admin;

/// <summary>How the gateway is.</summary>
/// <param name="Healthy">Whether every shard runs and is connected to the broker.</param>
/// <param name="Shards">The shards.</param>
/// <param name="ShardsRunning">Those that run.</param>
/// <param name="BrokerConnections">Those whose own broker connection is up.</param>
/// <param name="Clients">Clients, sessions that are kept included.</param>
/// <param name="StoresOn">Shards whose store is used.</param>
/// <param name="StoresFailed">Shards that go on without their store: what they acknowledge does not outlive the process.</param>
/// <param name="StoreFailures">Failures to read or write a store since the start.</param>
/// <param name="StoreDamages">Places of the stores that could not be read at the start.</param>
internal sealed record HealthReport(
    bool Healthy, int Shards, int ShardsRunning, long BrokerConnections, long Clients,
    long StoresOn, long StoresFailed, long StoreFailures, long StoreDamages);
