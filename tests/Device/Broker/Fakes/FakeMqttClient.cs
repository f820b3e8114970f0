using System;
using System.Collections;
using System.Threading;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Device.Tests;

namespace SensorNet.Broker.Tests
{
    /// <summary>
    /// A client as M2Mqtt's is seen from outside: QoS 0 raises no event, a full queue throws,
    /// <see cref="Publish(string, byte[], string, ArrayList, MqttQoSLevel, bool)"/> does not care whether it is connected. The test plays the broker
    /// with <see cref="Answer"/>, or the events' own methods.
    /// </summary>
    public sealed class FakeMqttClient : IMqttClient
    {
        private readonly FakeClock _clock;
        private readonly ArrayList _unanswered = new ArrayList();
        private int _queued;
        private ushort _lastId;

        /// <summary>The broker's answer to CONNECT.</summary>
        public MqttReasonCode ConnectCode = MqttReasonCode.Success;

        /// <summary>Where the broker's answer to CONNECT is noted.</summary>
        public Connack Connack = new Connack();

        /// <summary>What <see cref="Connect"/> throws, or null.</summary>
        public Exception ConnectException;

        /// <summary>What happens while <see cref="Connect"/> blocks, or null.</summary>
        public ThreadStart OnConnect;

        /// <summary>What <see cref="Disconnect"/> throws, or null.</summary>
        public Exception DisconnectException;

        /// <summary>What <see cref="Close"/> throws, or null.</summary>
        public Exception CloseException;

        /// <summary>What <see cref="Unsubscribe"/> throws, or null.</summary>
        public Exception UnsubscribeException;

        /// <summary>The broker's answer to SUBSCRIBE.</summary>
        public MqttQoSLevel SubscribeAnswer = MqttQoSLevel.AtLeastOnce;

        /// <summary>How many messages the client takes before it has sent one.</summary>
        public int QueueMax = 1000;

        /// <summary>The arguments of <see cref="Connect"/>.</summary>
        public ConnectArguments Connected;

        /// <summary>Makes a client that is not connected.</summary>
        public FakeMqttClient(FakeClock clock)
        {
            _clock = clock;
        }

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgPublishedEventHandler MqttMsgPublished;

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgUnsubscribedEventHandler MqttMsgUnsubscribed;

        /// <inheritdoc/>
        public event IMqttClient.ConnectionClosedEventHandler ConnectionClosed;

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgPublishEventHandler MqttMsgPublishReceived;

        /// <inheritdoc/>
        public event IMqttClient.MqttMsgSubscribedEventHandler MqttMsgSubscribed;

        /// <inheritdoc/>
        public bool IsConnected { get; set; }

        /// <summary>What was published (<see cref="PublishedMessage"/>), oldest first.</summary>
        public ArrayList Published { get; } = new ArrayList();

        /// <summary>The topics of each SUBSCRIBE (<see cref="string"/>), oldest first.</summary>
        public ArrayList Subscribed { get; } = new ArrayList();

        /// <summary>The topics of each UNSUBSCRIBE (<see cref="string"/>), oldest first.</summary>
        public ArrayList Unsubscribed { get; } = new ArrayList();

        /// <summary>Connect, Disconnect and Close in the order they were called, each with a space behind it.</summary>
        public string Calls { get; private set; } = "";

        /// <summary>The id given last.</summary>
        public int LastId => _lastId;

        /// <summary>Whether the broker owes an answer.</summary>
        public bool HasUnanswered => _unanswered.Count > 0;

        /// <inheritdoc/>
        public MqttReasonCode Connect(
            string clientId,
            string username,
            string password,
            bool willRetain,
            MqttQoSLevel willQosLevel,
            bool willFlag,
            string willTopic,
            string willMessage,
            bool cleanSession,
            ushort keepAlivePeriod)
        {
            Calls += "Connect ";
            Connected = new ConnectArguments
            {
                ClientId = clientId,
                User = username,
                Password = password,
                WillRetain = willRetain,
                WillQos = (int)willQosLevel,
                WillFlag = willFlag,
                WillTopic = willTopic,
                WillMessage = willMessage,
                CleanSession = cleanSession,
                KeepAliveSeconds = keepAlivePeriod,
            };
            if (OnConnect != null)
            {
                OnConnect();
            }

            Connack.Note(ConnectCode);
            if (ConnectException != null)
            {
                throw ConnectException;
            }

            IsConnected = ConnectCode == MqttReasonCode.Success;
            return ConnectCode;
        }

        /// <inheritdoc/>
        public void Disconnect()
        {
            Calls += "Disconnect ";
            IsConnected = false;
            if (DisconnectException != null)
            {
                throw DisconnectException;
            }
        }

        /// <inheritdoc/>
        public void Close()
        {
            Calls += "Close ";
            IsConnected = false;
            if (CloseException != null)
            {
                throw CloseException;
            }
        }

        /// <inheritdoc/>
        public ushort Publish(string topic, byte[] message, string contentType, ArrayList userProperties, MqttQoSLevel qosLevel, bool retain)
        {
            if (_queued >= QueueMax)
            {
                throw new InvalidOperationException("the queue is full");
            }

            _queued++;
            _lastId++;
            Published.Add(new PublishedMessage
            {
                Topic = topic,
                Payload = Texts.OfUtf8(message),
                Qos = (int)qosLevel,
                Retain = retain,
                MessageId = _lastId,
                AtMs = _clock.UptimeMs,
            });
            if (qosLevel != MqttQoSLevel.AtMostOnce)
            {
                _unanswered.Add(new MqttMsgPublishedEventArgs(_lastId, true));
            }

            return _lastId;
        }

        /// <inheritdoc/>
        public ushort Unsubscribe(string[] topics)
        {
            if (UnsubscribeException != null)
            {
                throw UnsubscribeException;
            }

            _lastId++;
            Unsubscribed.Add(topics[0]);
            _unanswered.Add(new MqttMsgUnsubscribedEventArgs(_lastId));
            return _lastId;
        }

        /// <summary>Sends what is queued, and gives every answer that the broker owes.</summary>
        public void Answer()
        {
            _queued = 0;
            while (_unanswered.Count > 0)
            {
                object answer = _unanswered[0];
                _unanswered.RemoveAt(0);
                MqttMsgPublishedEventArgs published = answer as MqttMsgPublishedEventArgs;
                MqttMsgSubscribedEventArgs subscribed = answer as MqttMsgSubscribedEventArgs;
                if (published != null)
                {
                    MqttMsgPublished(this, published);
                }
                else if (subscribed != null)
                {
                    MqttMsgSubscribed(this, subscribed);
                }
                else
                {
                    MqttMsgUnsubscribed(this, (MqttMsgUnsubscribedEventArgs)answer);
                }
            }
        }

        /// <summary>Takes what is queued off the queue, without an answer.</summary>
        public void Send() => _queued = 0;

        /// <summary>Forgets what the broker owes.</summary>
        public void LoseAnswers() => _unanswered.Clear();

        /// <summary>Says how a QoS 1 message ended.</summary>
        public void RaisePublished(int messageId, bool isAcknowledged) =>
            MqttMsgPublished(this, new MqttMsgPublishedEventArgs((ushort)messageId, isAcknowledged));

        /// <summary>Says that an UNSUBSCRIBE was answered.</summary>
        public void RaiseUnsubscribed(int messageId) => MqttMsgUnsubscribed(this, new MqttMsgUnsubscribedEventArgs((ushort)messageId));

        /// <summary>Ends the connection, as a broker does that closes it.</summary>
        public void Drop()
        {
            IsConnected = false;
            ConnectionClosed(this, new EventArgs());
        }

        /// <inheritdoc/>
        public void Init(string brokerHostName, int brokerPort, bool secure, byte[] caCert, byte[] clientCert, MqttSslProtocols sslProtocol) =>
            throw new NotSupportedException();

        /// <inheritdoc/>
        public ushort Subscribe(string[] topics, MqttQoSLevel[] qosLevels)
        {
            _lastId++;
            Subscribed.Add(topics[0]);
            _unanswered.Add(new MqttMsgSubscribedEventArgs(_lastId, new MqttQoSLevel[] { SubscribeAnswer }));
            return _lastId;
        }

        /// <summary>A message of the broker.</summary>
        public void Receive(string topic, byte[] payload, bool isRetained) =>
            MqttMsgPublishReceived(this, new MqttMsgPublishEventArgs(topic, payload, false, MqttQoSLevel.AtLeastOnce, isRetained));

        /// <inheritdoc/>
        public ushort Publish(string topic, byte[] message, string contentType) => throw new NotSupportedException();

        /// <inheritdoc/>
        public ushort Publish(string topic, byte[] message) => throw new NotSupportedException();
    }
}
