namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>A client's PUBLISH, as the client knows it and as the broker got it.</summary>
internal sealed class UpMessage
{
    public required long Number { get; init; }

    public required int Qos { get; init; }

    public required int Topic { get; init; }

    public int ReachedBroker { get; set; }

    /// <summary>The client has a clean session: one of its own over a connection that is lost begins anew.</summary>
    public required bool IsClean { get; init; }

    /// <summary>The client's exchange went on over another connection.</summary>
    public bool Resumed { get; set; }
}
