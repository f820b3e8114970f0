using System;
using System.Collections;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    /// <summary>Makes clients, and plays the broker for them: what it is told here holds for the clients it makes from then on.</summary>
    public sealed class FakeClientFactory : IMqttClientFactory
    {
        private readonly FakeClock _clock;

        /// <summary>What <see cref="Create"/> throws, or null: M2Mqtt's constructor resolves the broker's name.</summary>
        public Exception CreateException;

        /// <summary>The broker's answer to CONNECT.</summary>
        public MqttReasonCode ConnectCode = MqttReasonCode.Success;

        /// <summary>What connecting throws, or null.</summary>
        public Exception ConnectException;

        /// <summary>How far connecting came.</summary>
        public ConnectFault Fault;

        /// <summary>What happens while connecting blocks, or null.</summary>
        public ThreadStart OnConnect;

        /// <summary>Whether the broker answers; a broker that does not is frozen, and its connections stay.</summary>
        public bool IsAnswering = true;

        /// <summary>How many messages a client takes before it has sent one.</summary>
        public int QueueMax = 1000;

        /// <summary>Makes a factory.</summary>
        public FakeClientFactory(FakeClock clock)
        {
            _clock = clock;
        }

        /// <summary>The clients (<see cref="FakeMqttClient"/>), oldest first.</summary>
        public ArrayList Clients { get; } = new ArrayList();

        /// <summary>How often a client was asked for, in vain or not.</summary>
        public int Asked { get; private set; }

        /// <summary>What a client was last asked for with.</summary>
        public BrokerCredentials Credentials { get; private set; }

        /// <summary>What the board does for TLS.</summary>
        public FakeTls FakeTls { get; } = new FakeTls();

        /// <inheritdoc/>
        public ITlsSupport Tls => FakeTls;

        /// <summary>The number with which connecting fails in TLS.</summary>
        public int TlsCode;

        /// <summary>The newest client, or null.</summary>
        public FakeMqttClient Client => Clients.Count == 0 ? null : At(Clients.Count - 1);

        /// <summary>A client by its number from 0.</summary>
        public FakeMqttClient At(int index) => (FakeMqttClient)Clients[index];

        /// <inheritdoc/>
        public IMqttClient Create(BrokerCredentials credentials, Connack connack)
        {
            Asked++;
            Credentials = credentials;
            if (CreateException != null)
            {
                throw CreateException;
            }

            FakeMqttClient client = new FakeMqttClient(_clock)
            {
                Connack = connack,
                ConnectCode = ConnectCode,
                ConnectException = ConnectException,
                OnConnect = OnConnect,
                QueueMax = QueueMax,
            };
            Clients.Add(client);
            return client;
        }

        /// <inheritdoc/>
        public ConnectFault FaultOf(Exception failure) => Fault;

        /// <inheritdoc/>
        public int TlsCodeOf(Exception failure) => TlsCode;
    }
}
