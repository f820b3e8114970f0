using System;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>
    /// The gateway's requests to the broker, over the client of a <see cref="BrokerSession"/>. QoS 0 goes out at once; what the broker has to
    /// acknowledge goes one at a time, for M2Mqtt can take the acknowledgement of one message in flight for an orphan while it looks at another.
    /// </summary>
    /// <remarks>M2Mqtt acknowledges a message by itself before anybody has seen it, so messages come with the acknowledge token 0.</remarks>
    public sealed class BrokerLink : IBroker
    {
        /// <summary>
        /// The requests that wait for their turn: a message of each client, and some subscriptions. At the limit a request is refused: the gateway
        /// subscribes again later, and a client that publishes is told "congestion".
        /// </summary>
        public const int RequestsMax = GatewayNodeSettings.BrokerRequestsMax;

        /// <summary>Their payload octets. At it as above.</summary>
        public const int RequestBytesMax = 16384;

        /// <summary>A request without an outcome counts as refused after this long, in ms. M2Mqtt gives up much earlier.</summary>
        public const int OutcomeTimeoutMs = 30000;

        /// <summary>How many messages of the broker are taken in one step.</summary>
        public const int MessagesPerStepMax = 16;

        private const int NoMessage = -1;
        private readonly IClock _clock;
        private readonly NodeHealth _health;
        private readonly BrokerRequest[] _requests = new BrokerRequest[RequestsMax];
        private int _first;
        private int _count;
        private int _bytes;
        private int _messageId = NoMessage;
        private long _sentMs;
        private bool _hasRefused;
        private IMqttClient _client;
        private BrokerNotes _notes;

        /// <summary>Makes a link without a connection.</summary>
        public BrokerLink(IClock clock, NodeHealth health)
        {
            _clock = clock;
            _health = health;
        }

        /// <summary>Messages of the broker that were dropped here because the loop was too slow for them.</summary>
        public long Dropped { get; private set; }

        /// <summary>Follows the session: tells the gateway when the connection comes and goes, and what the broker says; sends what waits.</summary>
        /// <param name="client">The session's client, or null.</param>
        /// <param name="gateway">The gateway.</param>
        /// <param name="nowMs">The board's uptime in ms.</param>
        public void Step(IMqttClient client, MqttSnGateway gateway, long nowMs)
        {
            if (client != _client)
            {
                Follow(client, gateway, nowMs);
            }

            if (_client != null)
            {
                TakeOutcomes(gateway, nowMs);
                TakeMessages(gateway, nowMs);
                SendNext(gateway, nowMs);
                if (_hasRefused && _count < RequestsMax)
                {
                    _hasRefused = false;
                    gateway.OnBrokerReady(nowMs);
                }
            }
        }

        /// <summary>When the next step is due, in the board's uptime in ms, if nothing else happens before.</summary>
        public long NextStepMs => _messageId == NoMessage ? long.MaxValue : _sentMs + OutcomeTimeoutMs;

        /// <inheritdoc/>
        public bool Publish(
            int connection,
            byte[] topic,
            int topicOffset,
            int topicLength,
            byte[] payload,
            int payloadOffset,
            int payloadLength,
            int qos,
            bool retain,
            int token)
        {
            if (_client == null)
            {
                return false;
            }

            // M2Mqtt keeps both until the message is sent.
            string name = Encoding.UTF8.GetString(topic, topicOffset, topicLength);
            byte[] copy = new byte[payloadLength];
            Array.Copy(payload, payloadOffset, copy, 0, payloadLength);
            return qos == 0
                ? Send(name, copy, 0, retain) >= 0
                : Add(
                    new BrokerRequest
                    {
                        Kind = BrokerRequestKind.Publish, Topic = name, Payload = copy, Qos = qos, Retain = retain, Token = token,
                    });
        }

        /// <inheritdoc/>
        public bool Subscribe(int connection, byte[] filter, int qos, int token) =>
            Add(new BrokerRequest { Kind = BrokerRequestKind.Subscribe, Topic = Text(filter), Qos = qos, Token = token });

        /// <inheritdoc/>
        public bool Unsubscribe(int connection, byte[] filter, int token) =>
            Add(new BrokerRequest { Kind = BrokerRequestKind.Unsubscribe, Topic = Text(filter), Token = token });

        private static int BytesOf(BrokerRequest request) => request.Payload == null ? 0 : request.Payload.Length;

        private static string Text(byte[] octets) => Encoding.UTF8.GetString(octets, 0, octets.Length);

        private void Follow(IMqttClient client, MqttSnGateway gateway, long nowMs)
        {
            if (_client != null)
            {
                // All tokens are void: the clients send again what the broker has not acknowledged.
                Dropped += _notes.TakeDropped();
                _notes.Close();
                Clear();
                _client = null;
                gateway.OnBrokerLost(nowMs, MqttSnGateway.OwnConnection, false);
            }

            if (client != null)
            {
                _client = client;
                _notes = new BrokerNotes(client, _clock);
                gateway.OnBrokerConnected(nowMs, MqttSnGateway.OwnConnection, false);
            }
        }

        private void Clear()
        {
            for (int i = 0; i < RequestsMax; i++)
            {
                _requests[i] = null;
            }

            _count = 0;
            _bytes = 0;
            _messageId = NoMessage;
            _hasRefused = false;
        }

        private bool Add(BrokerRequest request)
        {
            int bytes = BytesOf(request);
            if (_client == null || _count == RequestsMax || _bytes + bytes > RequestBytesMax)
            {
                _hasRefused = true;
                return false;
            }

            _requests[(_first + _count) % RequestsMax] = request;
            _count++;
            _bytes += bytes;

            // The step that sends it is due at once.
            _clock.Wake();
            return true;
        }

        private void SendNext(MqttSnGateway gateway, long nowMs)
        {
            if (_messageId != NoMessage || _count == 0)
            {
                return;
            }

            BrokerRequest request = _requests[_first];
            _sentMs = nowMs;
            _messageId = Send(request);
            if (_messageId < 0)
            {
                _messageId = NoMessage;
                End(gateway, -1, nowMs);
            }
        }

        private int Send(BrokerRequest request)
        {
            if (request.Kind == BrokerRequestKind.Publish)
            {
                return Send(request.Topic, request.Payload, request.Qos, request.Retain);
            }

            try
            {
                string[] topics = new string[] { request.Topic };
                return request.Kind == BrokerRequestKind.Subscribe
                    ? _client.Subscribe(topics, new MqttQoSLevel[] { (MqttQoSLevel)request.Qos })
                    : _client.Unsubscribe(topics);
            }
            catch (Exception e)
            {
                _health.NoteError("subscribing to " + request.Topic + " failed: " + ExceptionText.Describe(e));
                return NoMessage;
            }
        }

        // The message's id (0 for QoS 0), or −1 when the client did not take it.
        private int Send(string topic, byte[] payload, int qos, bool retain)
        {
            try
            {
                return _client.Publish(topic, payload, null, null, (MqttQoSLevel)qos, retain);
            }
            catch (Exception e)
            {
                // M2Mqtt throws when its queue is full.
                _health.NoteError("publishing to " + topic + " failed: " + ExceptionText.Describe(e));
                return NoMessage;
            }
        }

        private void TakeOutcomes(MqttSnGateway gateway, long nowMs)
        {
            int messageId;
            int result;
            while (_notes.TryTakeOutcome(out messageId, out result))
            {
                if (messageId == _messageId)
                {
                    _messageId = NoMessage;
                    End(gateway, result, nowMs);
                }
            }

            if (_messageId != NoMessage && nowMs - _sentMs >= OutcomeTimeoutMs)
            {
                _health.NoteError("the broker has not answered to " + _requests[_first].Topic);
                _messageId = NoMessage;
                End(gateway, -1, nowMs);
            }
        }

        private void End(MqttSnGateway gateway, int result, long nowMs)
        {
            BrokerRequest request = _requests[_first];
            _requests[_first] = null;
            _first = (_first + 1) % RequestsMax;
            _count--;
            _bytes -= BytesOf(request);
            switch (request.Kind)
            {
                case BrokerRequestKind.Publish: gateway.OnBrokerPublished(nowMs, request.Token, result >= 0); break;
                case BrokerRequestKind.Subscribe: gateway.OnBrokerSubscribed(nowMs, request.Token, result); break;
                default: gateway.OnBrokerUnsubscribed(nowMs, request.Token); break;
            }
        }

        private void TakeMessages(MqttSnGateway gateway, long nowMs)
        {
            Dropped += _notes.TakeDropped();
            for (int i = 0; i < MessagesPerStepMax; i++)
            {
                WaitingMessage message = _notes.TakeMessage();
                if (message == null)
                {
                    return;
                }

                byte[] topic = Encoding.UTF8.GetBytes(message.Topic);
                gateway.OnBrokerMessage(
                    nowMs, MqttSnGateway.OwnConnection, topic, 0, topic.Length, message.Payload, 0, message.Payload.Length, message.Qos,
                    message.Retain, 0);
            }

            // There may be more.
            _clock.Wake();
        }
    }
}
