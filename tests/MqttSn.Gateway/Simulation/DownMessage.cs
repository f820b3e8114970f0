namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>What one client is owed of one message that was handed to the gateway.</summary>
internal sealed class DownMessage
{
    public required string Key { get; init; }

    /// <summary>Its place in the order of what was handed over first.</summary>
    public required long Index { get; init; }

    public int Qos { get; set; }

    /// <summary>The lowest QoS that one of its copies can have: a message may be handed over again after the subscription has changed.</summary>
    public int LowestQos { get; set; }

    /// <summary>How often it was handed over while the client certainly had a subscription for it, at QoS 1 or 2.</summary>
    public int Owed { get; set; }

    public int HandedOver { get; set; }

    public int Received { get; set; }
}
