namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>A session at the model broker: subscriptions, and what is on its way to the gateway or waits for the connection.</summary>
internal sealed class BrokerSession(string clientId)
{
    public string ClientId { get; } = clientId;

    public bool Clean { get; set; }

    public Dictionary<string, int> Subscriptions { get; } = [];

    public List<BrokerDelivery> Unacknowledged { get; } = [];

    public List<BrokerDelivery> Waiting { get; } = [];

    public BrokerLink? Link { get; set; }
}
