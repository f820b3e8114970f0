using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using SensorNet.Broker;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>Makes M2Mqtt clients with a bounded queue.</summary>
    public sealed class MqttClients : IMqttClientFactory
    {
        // M2Mqtt's own limit is int.MaxValue; a publish beyond this one throws, and the reading waits in the ring.
        private const int InflightMax = 32;

        private readonly Certificates _certificates;

        /// <summary>Makes the factory.</summary>
        /// <param name="files">Where the certificates and keys are.</param>
        /// <param name="random">For what the first message of TLS needs.</param>
        /// <param name="clock">The clocks.</param>
        public MqttClients(IFileStore files, Random random, IClock clock)
        {
            _certificates = new Certificates(files);
            Tls = new TlsSupport(_certificates, random, clock);
        }

        /// <inheritdoc/>
        public ITlsSupport Tls { get; }

        /// <inheritdoc/>
        public IMqttClient Create(BrokerCredentials credentials, Connack connack)
        {
            // The settings are one object for all clients; every client of this firmware wants the same.
            MqttClient client = credentials.UsesTls
                ? CreateWithTls(credentials)
                : new MqttClient(credentials.Host, credentials.Port, false, null, null, MqttSslProtocols.None);
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

        /// <inheritdoc/>
        public int TlsCodeOf(Exception failure)
        {
            // The numbers of the network are positive, those of TLS negative.
            SocketException ofSocket = failure is MqttConnectionException ? failure.InnerException as SocketException : null;
            return ofSocket == null || ofSocket.ErrorCode >= 0 ? TlsCodes.None : ofSocket.ErrorCode;
        }

        // A version must be named, as without one the native code speaks TLS 1.3 alone. In 1.2 the broker's answer to the client's certificate is
        // part of the handshake, so that a refusal is told from a lost connection. Without a client certificate the stored one is taken, if there is
        // any.
        private MqttClient CreateWithTls(BrokerCredentials credentials)
        {
            string problem = null;
            X509Certificate ca = credentials.CaFile == null ? null : _certificates.Read(credentials.CaFile, out problem);
            X509Certificate2 own = problem != null || credentials.CertificateFile == null
                ? null
                : _certificates.ReadWithKey(credentials.CertificateFile, credentials.KeyFile, out problem);
            if (problem != null)
            {
                throw new InvalidOperationException(problem);
            }

            return new MqttClient(credentials.Host, credentials.Port, true, ca, own, MqttSslProtocols.TLSv1_2);
        }
    }
}
