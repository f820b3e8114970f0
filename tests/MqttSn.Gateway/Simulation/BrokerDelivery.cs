namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>One message for one session.</summary>
internal sealed record BrokerDelivery(string Topic, byte[] Payload, int Qos, bool Retain)
{
    public int Token { get; set; }

    /// <summary>The filter that was subscribed anew and brought this retained message, for all its subscribers; or null.</summary>
    public string? Renews { get; init; }
}
