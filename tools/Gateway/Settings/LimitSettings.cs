namespace SensorNet.GatewayService.Settings;

/// <summary>The bounds of the state machine; what happens at each is said at <see cref="MqttSn.Gateway.GatewaySettings"/>.</summary>
internal sealed record LimitSettings
{
    public required int ClientsPerShardMax { get; init; }

    public required int TopicsPerClientMax { get; init; }

    public required int SubscriptionsPerClientMax { get; init; }

    public required int BufferedMessagesPerClientMax { get; init; }

    public required int BufferedBytesPerClientMax { get; init; }

    public required int BufferedMessagesPerShardMax { get; init; }

    public required int BufferedBytesPerShardMax { get; init; }

    public required int InFlightPerClientMax { get; init; }
}
