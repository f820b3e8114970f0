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
        public IMqttClient Create(NodeSettings settings, Connack connack)
        {
            // The settings are one object for all clients; every client of this firmware wants the same.
            MqttClient client = new MqttClient(settings.BrokerHost, settings.BrokerPort, false, null, null, MqttSslProtocols.None);
            client.Settings.InflightQueueSize = InflightMax;
            client.ConnectionOpened += (sender, e) => connack.Note(e.Message.ReturnCode);
            return client;
        }
    }
}
