namespace SensorNet.GatewayService.Settings;

/// <summary>How clients are brought to the broker (MQTT-SN 1.2, 4).</summary>
internal enum GatewayMode
{
    /// <summary>One connection for all clients of a shard.</summary>
    Aggregating,

    /// <summary>A connection a client.</summary>
    Transparent,
}
