namespace SensorNet.GatewayService.Admin;

/// <summary>How the gateway is.</summary>
/// <param name="Healthy">Whether every shard runs and is connected to the broker.</param>
/// <param name="Shards">The shards.</param>
/// <param name="ShardsRunning">Those that run.</param>
/// <param name="BrokerConnections">Those whose own broker connection is up.</param>
/// <param name="Clients">Clients, sessions that are kept included.</param>
internal sealed record HealthReport(bool Healthy, int Shards, int ShardsRunning, long BrokerConnections, long Clients);
