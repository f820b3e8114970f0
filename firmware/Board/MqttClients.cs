using nanoFramework.M2Mqtt;
using SensorNet.Node;

namespace SensorNet.Boards
{
    /// <summary>Makes M2Mqtt clients with a bounded queue.</summary>
    public sealed class MqttClients : IMqttClientFactory
    {
        // M2Mqtt's own limit is int.MaxValue; a publish beyond this one throws, and the reading waits in the ring.
        private const int InflightMax = 32;

        /// <inheritdoc/>
        public IMqttClient Create(NodeSettings settings)
        {
            return Create(settings.BrokerHost, settings.BrokerPort);
        }

        /// <summary>Makes a client for a broker. Blocks while it resolves the name, and throws when that fails.</summary>
        public static IMqttClient Create(string host, int port)
        {
            // The settings are one object for all clients; every client of this firmware wants the same.
            MqttClient client = new MqttClient(host, port, false, null, null, MqttSslProtocols.None);
            client.Settings.InflightQueueSize = InflightMax;
            return client;
        }
    }
}
