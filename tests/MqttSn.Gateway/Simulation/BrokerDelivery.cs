namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>One message for one session.</summary>
internal sealed record BrokerDelivery(string Topic, byte[] Payload, int Qos, bool Retain)
{
    public int Token { get; set; }

    /// <summary>The identifiers of the subscriptions that it comes by.</summary>
    public int[] Identifiers { get; init; } = [];

    /// <summary>The filter that was subscribed anew and brought this retained message, for all its subscribers; or null.</summary>
    public string? Renews { get; init; }
}
