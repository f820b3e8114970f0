namespace SensorNet.GatewayService.Persistence;

/// <summary>How a shard's store is; the numbers are those of the metric.</summary>
internal enum StoreState
{
    /// <summary>There is none.</summary>
    Off = 0,

    On = 1,

    /// <summary>It could not be read or written, and the gateway goes on without it.</summary>
    Failed = 2,
}
