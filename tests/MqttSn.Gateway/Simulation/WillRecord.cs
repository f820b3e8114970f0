namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>The will of one connection of one client.</summary>
internal sealed class WillRecord
{
    public required long Number { get; init; }

    public required int Topic { get; init; }

    public int ReachedBroker { get; set; }

    public bool MustGoOut { get; set; }

    public bool MustNotGoOut { get; set; }
}
