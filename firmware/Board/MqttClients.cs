using System;
using System.IO;
using System.Net.Sockets;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using SensorNet.Broker;

namespace SensorNet.Boards
{
    /// <summary>Makes M2Mqtt clients with a bounded queue.</summary>
    public sealed class MqttClients : IMqttClientFactory
    {
        // M2Mqtt's own limit is int.MaxValue; a publish beyond this one throws, and the reading waits in the ring.
        private const int InflightMax = 32;

        /// <inheritdoc/>
        public IMqttClient Create(BrokerSessionSettings settings, Connack connack)
        {
            // The settings are one object for all clients; every client of this firmware wants the same.
            MqttClient client = new MqttClient(settings.BrokerHost, settings.BrokerPort, false, null, null, MqttSslProtocols.None);
            client.Settings.InflightQueueSize = InflightMax;
            client.ConnectionOpened += (sender, e) => connack.Note(e.Message.ReturnCode);
            return client;
        }

        /// <inheritdoc/>
        public ConnectFault FaultOf(Exception failure)
        {
            if (failure is MqttConnectionException)
            {
                return ConnectFault.NotConnected;
            }

            if (!(failure is MqttCommunicationException))
            {
                return ConnectFault.Unknown;
            }

            // None is inside when the other side closed the connection or the wait ended, one of the network when it was broken off.
            Exception inner = failure.InnerException;
            bool isOfNetwork = inner == null || inner is SocketException || inner is IOException || inner.InnerException is SocketException;
            return isOfNetwork ? ConnectFault.NotAnswered : ConnectFault.NotMqtt;
        }
    }
}
