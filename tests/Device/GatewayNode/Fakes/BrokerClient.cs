using System;
using System.Collections;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Broker;

namespace SensorNet.GatewayNode.Tests
{
    /// <summary>A client, and the factory that makes it, of a broker that the test plays.</summary>
    public sealed class BrokerClient : IMqttClient, IMqttClientFactory
    {
        private ushort _lastId;

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished;

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed;

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed;

        /// <inheritdoc/>
        public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed;

        /// <summary>What it was asked to do and has not answered: <c>id kind topic</c>, oldest first.</summary>
        public ArrayList Requests { get; } = new ArrayList();

        /// <summary>Whether the broker is there.</summary>
        public bool CanConnect { get; set; } = true;

        /// <summary>Whether it takes no QoS 0 messages: its queue is full.</summary>
        public bool IsQueueFull { get; set; }

        /// <summary>How many messages it has not taken.</summary>
        public int Refused { get; private set; }

        /// <summary>The QoS 0 messages, by topic.</summary>
        public ArrayList Sent { get; } = new ArrayList();

        /// <summary>The payload of the last of them as text.</summary>
        public string LastSent { get; private set; } = "";

        /// <inheritdoc/>
        public bool IsConnected { get; set; }

        /// <summary>Nothing: the gateway's tests are without TLS.</summary>
        public ITlsSupport Tls => null;

        /// <inheritdoc/>
        public int TlsCodeOf(Exception failure) => TlsCodes.None;

        /// <inheritdoc/>
        public IMqttClient Create(BrokerCredentials credentials, Connack connack) => this;

        /// <inheritdoc/>
        public ConnectFault FaultOf(Exception failure) => ConnectFault.Unknown;

        /// <summary>The kind and topic of a request.</summary>
        public string Request(int index)
        {
            string text = (string)Requests[index];
            return text.Substring(text.IndexOf(' ') + 1);
        }

        /// <summary>Where a request of this kind and topic is, or −1.</summary>
        public int IndexOf(string request)
        {
            for (int i = 0; i < Requests.Count; i++)
            {
                if (Request(i) == request)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Answers the oldest request.</summary>
        public void Answer(bool isAccepted = true)
        {
            string text = (string)Requests[0];
            Requests.RemoveAt(0);
            ushort id = (ushort)int.Parse(text.Substring(0, text.IndexOf(' ')));
            switch (text[text.IndexOf(' ') + 1])
            {
                case 'p': MqttMsgPublished(this, new MqttMsgPublishedEventArgs(id, isAccepted)); break;
                case 's': MqttMsgSubscribed(this, new MqttMsgSubscribedEventArgs(
                    id, new MqttQoSLevel[] { isAccepted ? MqttQoSLevel.AtLeastOnce : MqttQoSLevel.GrantedFailure })); break;
                default: MqttMsgUnsubscribed(this, new MqttMsgUnsubscribedEventArgs(id)); break;
            }
        }

        /// <summary>A message of the broker.</summary>
        public void Receive(string topic, byte[] payload, bool retain = false) =>
            MqttMsgPublishReceived(this, new MqttMsgPublishEventArgs(topic, payload, false, MqttQoSLevel.AtMostOnce, retain));

        /// <summary>The broker ends the connection.</summary>
        public void Lose()
        {
            IsConnected = false;
            ConnectionClosed(this, EventArgs.Empty);
        }

        /// <inheritdoc/>
        public void Init(string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol)
        {
        }

        /// <inheritdoc/>
        public MqttReasonCode Connect(
            string clientId, string username, string password, bool willRetain, MqttQoSLevel willQosLevel, bool willFlag, string willTopic,
            string willMessage, bool cleanSession, ushort keepAlivePeriod)
        {
            IsConnected = CanConnect;
            return CanConnect ? MqttReasonCode.Success : MqttReasonCode.ServerUnavailable;
        }

        /// <inheritdoc/>
        public void Disconnect() => IsConnected = false;

        /// <inheritdoc/>
        public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels) => Ask("subscribe " + topics[0]);

        /// <inheritdoc/>
        public ushort Unsubscribe(string[] topics) => Ask("unsubscribe " + topics[0]);

        /// <inheritdoc/>
        public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
        {
            if (qosLevel == MqttQoSLevel.AtMostOnce && IsQueueFull)
            {
                Refused++;
                throw new InvalidOperationException("the queue is full");
            }

            if (qosLevel == MqttQoSLevel.AtMostOnce)
            {
                Sent.Add(topic);
                LastSent = SensorNet.Device.Tests.Texts.OfUtf8(message);
                return 0;
            }

            return Ask("publish " + topic);
        }

        /// <inheritdoc/>
        public ushort Publish(string topic, byte[] message, string contentType) => throw new NotSupportedException();

        /// <inheritdoc/>
        public ushort Publish(string topic, byte[] message) => throw new NotSupportedException();

        /// <inheritdoc/>
        public void Close() => IsConnected = false;

        private ushort Ask(string what)
        {
            _lastId++;
            Requests.Add(_lastId.ToString() + " " + what);
            return _lastId;
        }
    }
}
