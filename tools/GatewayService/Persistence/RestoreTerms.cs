namespace SensorNet.GatewayService.Persistence;

/// <summary>What a restore goes by.</summary>
/// <param name="NowMs">The shard's time.</param>
/// <param name="OwnClientId">The client id of the shard's own connection to the broker.</param>
/// <param name="IsTransparent">Whether each client has a connection of its own.</param>
/// <param name="TopicsMax">The limit of topics a client.</param>
/// <param name="SocketCount">Sockets of the shard.</param>
internal sealed record RestoreTerms(long NowMs, string OwnClientId, bool IsTransparent, int TopicsMax, int SocketCount);
