using nanoFramework.M2Mqtt;
using SensorNet.Node;

namespace SensorNet.SensorNode.Board
{
    /// <summary>Makes M2Mqtt clients with a bounded queue.</summary>
    public sealed class MqttClients : IMqttClientFactory
    {
        // M2Mqtt's own limit is int.MaxValue; a publish beyond this one throws, and the reading waits in the ring.
        private const int InflightMax = 32;

        /// <inheritdoc/>
        public IMqttClient Create(NodeSettings settings)
        {
            // The settings are one object for all clients, but a client of this firmware is the only one.
            MqttClient client = new MqttClient(settings.BrokerHost, settings.BrokerPort, false, null, null, MqttSslProtocols.None);
            client.Settings.InflightQueueSize = InflightMax;
            return client;
        }
    }
}
