namespace SensorNet.MqttSn.Gateway
{
    /// <summary>PUBLISH of clients (6.6), at all QoS, and QoS −1 of anybody (6.8).</summary>
    internal sealed class Publishing : ISessionPart
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly BrokerRequests _broker;
        private readonly PendingTable _pending;
        private readonly Transmitter _transmitter;
        private readonly BrokerAccess _access;
        private readonly IRequestListener _listener;
        private readonly AccessChecks _checks;

        // The topic name of the PUBLISH at hand.
        private readonly Slice _topic = new Slice();

        internal Publishing(
            GatewayBasics basics,
            BrokerRequests broker,
            Transmitter transmitter,
            BrokerAccess access,
            IRequestListener listener,
            AccessChecks checks)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _broker = broker;
            _pending = broker.Pending;
            _transmitter = transmitter;
            _access = access;
            _listener = listener;
            _checks = checks;
        }

        internal void OnPublish(ClientSession client, Message message)
        {
            int qos = message.Qos;
            if (qos < 0)
            {
                OnQosMinusOne(client, message);
                return;
            }

            if (!FindTopic(client, message))
            {
                // 6.6: at every QoS; the client registers the topic again.
                if (qos == 0)
                {
                    _counters.Lose(LossReason.UnknownTopicId, client.Id);
                }

                _transmitter.PubAck(client, message.TopicId, message.MessageId, ReturnCode.InvalidTopicId);
                return;
            }

            if (!_checks.MayPublish(client, message, _topic))
            {
                RefuseTopic(client, message);
            }
            else if (qos == 0)
            {
                SendUp(client, _access.IsUp(client), message);
            }
            else
            {
                OnAcknowledged(client, message, qos);
            }
        }

        /// <summary>PUBLISH at QoS −1, with or without a connection: over the gateway's own broker connection, never answered (6.8).</summary>
        /// <param name="client">The client at the sender's address, or null.</param>
        /// <param name="message">The PUBLISH.</param>
        internal void OnQosMinusOne(ClientSession client, Message message)
        {
            if (!_settings.AllowsQosMinusOne || !FindTopic(null, message))
            {
                _counters.Lose(_settings.AllowsQosMinusOne ? LossReason.UnknownTopicId : LossReason.QosMinusOneOff, null);
                return;
            }

            if (!_checks.MayPublish(client, message, _topic))
            {
                _counters.Lose(LossReason.NotAllowed, client == null ? null : client.Id);
                return;
            }

            SendUp(null, _access.IsOwnUp, message);
        }

        internal void OnPubRel(ClientSession client, Message message)
        {
            if (client.Exchanges != null && client.Exchanges.Received != null)
            {
                client.Exchanges.Received.Remove(message.MessageId, _clock.NowMs);
            }

            // Also where the exchange is over: the client has not got the first PUBCOMP.
            _transmitter.PubComp(client, message.MessageId);
        }

        /// <summary>The broker has it, or it will not. The token is in the table until this takes it out.</summary>
        internal void OnPublished(ClientSession client, int token, ReturnCode code)
        {
            int messageId = _pending.MessageId(token);
            int topicId = _pending.TopicId(token);
            bool exactlyOnce = _pending.ExactlyOnce(token);
            int contentHash = _pending.ContentHash(token);
            _pending.Remove(token);
            if (code != ReturnCode.Accepted)
            {
                if (code != ReturnCode.Congestion || _access.Congested(client))
                {
                    _transmitter.PubAck(client, topicId, messageId, code);
                }
            }
            else if (exactlyOnce)
            {
                if (client.Exchanges.Received == null)
                {
                    client.Exchanges.Received = new UnreleasedIds();
                }

                client.Exchanges.Received.Add(messageId, contentHash);
                _transmitter.PubRec(client, messageId);
            }
            else
            {
                _transmitter.PubAck(client, topicId, messageId, ReturnCode.Accepted);
            }

            _listener.OnRequestEnded(client);
        }

        /// <summary>The client's session has ended: what it published goes on, and the answers are ignored.</summary>
        public void Clear(ClientSession client)
        {
            if (client.Exchanges != null)
            {
                _pending.Detach(client.Exchanges);
                client.Exchanges = null;
            }
        }

        // At QoS 1 and 2 the client is told; at QoS 0 nothing is answered, as with MQTT.
        private void RefuseTopic(ClientSession client, Message message)
        {
            if (message.Qos == 0)
            {
                _counters.Lose(LossReason.NotAllowed, client.Id);
            }
            else
            {
                _transmitter.PubAck(client, message.TopicId, message.MessageId, ReturnCode.NotSupported);
            }
        }

        private void OnAcknowledged(ClientSession client, Message message, int qos)
        {
            if (!IsRepeated(client, message, qos) && !Forward(client, message, qos) && _access.Congested(client))
            {
                _transmitter.PubAck(client, message.TopicId, message.MessageId, ReturnCode.Congestion);
            }
        }

        // Sent again (DUP or not: the first one may be lost, or doubled on the way): answered, but not forwarded again while that can be known.
        private bool IsRepeated(ClientSession client, Message message, int qos)
        {
            ClientExchanges exchanges = client.Exchanges;
            if (exchanges == null)
            {
                return false;
            }

            UnreleasedIds received = exchanges.Received;
            bool repeated = exchanges.First != 0 && _pending.HasPublish(exchanges, message.MessageId);
            if (!repeated && qos == 2 && received != null)
            {
                if (received.Has(message.MessageId))
                {
                    // 6.6, as MQTT: the id is remembered until PUBREL.
                    repeated = true;
                    _transmitter.PubRec(client, message.MessageId);
                }
                else
                {
                    repeated = received.IsLate(
                        message.MessageId, ContentHash(message), _clock.NowMs, _settings.LateDuplicateMs);
                }
            }

            if (repeated)
            {
                _counters.Duplicates++;
            }

            return repeated;
        }

        private bool Forward(ClientSession client, Message message, int qos)
        {
            // A will update waits until nothing is on its way, to move to a new broker connection.
            if (!_access.IsUp(client) || ClientWills.IsUpdating(client) || client.PendingCount >= _settings.InflightPerClientMax)
            {
                return false;
            }

            if (client.Exchanges == null)
            {
                client.Exchanges = new PublishExchanges(client, this);
            }

            _broker.SetPublisher(client.Id);
            if (!_broker.Forward(client.Exchanges, ConnectionOf(client), _topic, message, qos == 2 ? ContentHash(message) : 0))
            {
                return false;
            }

            _counters.PublishedUp++;
            return true;
        }

        private static int ContentHash(Message message) =>
            HashCodes.Add(HashCodes.OfOctets(message.Buffer, message.DataOffset, message.DataLength), message.TopicId);

        // Without a client, and aggregating, the gateway's own.
        private static int ConnectionOf(ClientSession client)
        {
            int connection = client == null ? 0 : client.Connection;
            return connection == 0 ? OwnLink.Number : connection;
        }

        private bool FindTopic(ClientSession client, Message message)
        {
            if (message.TopicIdType == TopicIdType.ShortName)
            {
                _topic.Set(message.Buffer, message.TopicOffset, message.TopicLength);
                return BrokerTopics.AreSafe(message.Buffer, message.TopicOffset, message.TopicLength);
            }

            byte[] name;
            if (message.TopicIdType == TopicIdType.Predefined)
            {
                name = _settings.PredefinedTopics.Find(message.TopicId);
            }
            else
            {
                SharedTopic topic = client == null || client.Topics == null ? null : client.Topics.GetAsked(message.TopicId);
                name = topic == null ? null : topic.Name;
            }

            if (name == null)
            {
                return false;
            }

            _topic.Set(name);
            return true;
        }

        // QoS 0 and −1: what the broker does not get now it never gets.
        private void SendUp(ClientSession client, bool isUp, Message message)
        {
            _broker.SetPublisher(client == null ? null : client.Id);
            if (isUp && _broker.ForwardOnce(ConnectionOf(client), _topic, message))
            {
                _counters.PublishedUp++;
            }
            else
            {
                _counters.Lose(isUp ? LossReason.BrokerBusy : LossReason.BrokerAway, client == null ? null : client.Id);
            }
        }
    }
}
