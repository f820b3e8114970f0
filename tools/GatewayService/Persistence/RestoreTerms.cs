namespace SensorNet.GatewayService.Persistence;

/// <summary>What a restore goes by.</summary>
/// <param name="NowMs">The shard's time.</param>
/// <param name="OwnClientIds">The client ids of the shard's own connections to the broker.</param>
/// <param name="IsTransparent">Whether each client has a connection of its own.</param>
/// <param name="TopicsMax">The limit of topics a client.</param>
/// <param name="SocketCount">Sockets of the shard.</param>
internal sealed record RestoreTerms(long NowMs, IReadOnlyList<string> OwnClientIds, bool IsTransparent, int TopicsMax, int SocketCount);
