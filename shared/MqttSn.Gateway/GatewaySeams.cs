namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What a gateway is given to act on the world.</summary>
    public sealed class GatewaySeams
    {
        /// <summary>How it sends.</summary>
        public IDatagramSender Sender;

        /// <summary>Its way to the broker.</summary>
        public IBroker Broker;

        /// <summary>The properties of MQTT 5 towards the broker; null for MQTT 3.1.1.</summary>
        public IBrokerProperties Properties;

        /// <summary>Acknowledges the broker's messages; null where the link does it by itself.</summary>
        public IBrokerAcknowledger Acknowledger;

        /// <summary>The clients' broker connections; null for an aggregating gateway.</summary>
        public IClientConnections Connections;

        /// <summary>Who may do what; null where everybody may do all.</summary>
        public IAccessPolicy Policy;
    }
}
