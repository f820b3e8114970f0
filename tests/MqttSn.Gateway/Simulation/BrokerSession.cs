namespace SensorNet.MqttSn.Gateway.Tests.Simulation;

/// <summary>A session at the model broker: subscriptions, and what is on its way to the gateway or waits for the connection.</summary>
internal sealed class BrokerSession(string clientId)
{
    public string ClientId { get; } = clientId;

    public bool Clean { get; set; }

    public Dictionary<string, int> Subscriptions { get; } = [];

    /// <summary>The subscription identifier of each filter, where there is one.</summary>
    public Dictionary<string, int> Identifiers { get; } = [];

    /// <summary>The filters that the broker has forgotten, and that are not subscribed anew yet.</summary>
    public HashSet<string> Forgotten { get; } = [];

    public List<BrokerDelivery> Unacknowledged { get; } = [];

    public List<BrokerDelivery> Waiting { get; } = [];

    public BrokerLink? Link { get; set; }
}
