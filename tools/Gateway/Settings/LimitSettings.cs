namespace SensorNet.GatewayService.Settings;

/// <summary>The bounds of the state machine.</summary>
internal sealed record LimitSettings
{
    public required int ClientsMax { get; init; }

    public required int TopicsPerClientMax { get; init; }

    public required int SubscriptionsPerClientMax { get; init; }

    public required int BufferedMessagesPerClientMax { get; init; }

    public required int BufferedBytesPerClientMax { get; init; }

    public required int BufferedBytesMax { get; init; }
}
