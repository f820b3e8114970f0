namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What a gateway uses of its owner; what may be null is said at the constructors of <see cref="MqttSnGateway"/>.</summary>
    internal sealed class GatewayPorts
    {
        internal IDatagramSender Sender;
        internal IBroker Broker;
        internal IBrokerAcknowledger Acknowledger;
        internal IClientConnections Connections;
        internal IAccessPolicy Policy;
    }
}
