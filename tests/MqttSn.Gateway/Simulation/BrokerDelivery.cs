namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>One message for one session.</summary>
internal sealed record BrokerDelivery(string Topic, byte[] Payload, int Qos, bool Retain)
{
    public int Token { get; set; }
}
