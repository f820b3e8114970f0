namespace SensorNet.MqttSn.Gateway
{
    /// <summary>REGISTER and PUBLISH of clients (6.5, 6.6), at all QoS, and QoS −1 of anybody (6.8).</summary>
    internal sealed class Publishing : IPublishAnswers
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly IBroker _broker;
        private readonly PendingTable _pending;
        private readonly Transmitter _transmitter;
        private readonly TopicStore _topics;
        private readonly Delivery _delivery;
        private readonly BrokerAccess _access;
        private readonly IRequestListener _requests;

        // The topic of the PUBLISH at hand.
        private byte[] _topic;
        private int _topicOffset;
        private int _topicLength;

        internal Publishing(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            OwnLink own,
            IBroker broker,
            PendingTable pending,
            Transmitter transmitter,
            TopicStore topics,
            Delivery delivery,
            BrokerAccess access,
            IRequestListener requests)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _own = own;
            _broker = broker;
            _pending = pending;
            _transmitter = transmitter;
            _topics = topics;
            _delivery = delivery;
            _access = access;
            _requests = requests;
        }

        internal void OnRegister(ClientSession client, Message message)
        {
            ReturnCode code = ReturnCode.Accepted;
            int topicId = 0;
            if (message.TopicLength > _settings.TopicLengthMax
                || !BrokerTopics.AreSafe(message.Buffer, message.TopicOffset, message.TopicLength))
            {
                code = ReturnCode.NotSupported;
            }
            else
            {
                int hash = HashCodes.OfOctets(message.Buffer, message.TopicOffset, message.TopicLength);
                topicId = Register(client, message.Buffer, message.TopicOffset, message.TopicLength, hash);
                if (topicId == 0)
                {
                    // 6.5: no topic ids left.
                    code = ReturnCode.Congestion;
                    _counters.Congestions++;
                }
                else
                {
                    client.Topics.Set(topicId, ClientTopics.Known | ClientTopics.Asked);
                }
            }

            _transmitter.RegAck(client, topicId, message.MessageId, code);
        }

        /// <summary>The client's id for a topic name, the same one for the whole session; 0 when it has as many as it may have.</summary>
        internal int Register(ClientSession client, byte[] buffer, int offset, int length, int hash)
        {
            Topic topic = _topics.Take(buffer, offset, length, hash);
            int id = client.Topics == null ? 0 : client.Topics.Use(topic);
            if (id == 0)
            {
                id = _delivery.NewId(client, topic);
                if (id != 0)
                {
                    return id;
                }
            }

            _topics.Release(topic);
            return id;
        }

        internal void OnPublish(ClientSession client, Message message)
        {
            int qos = message.Qos;
            if (qos < 0)
            {
                OnQosMinusOne(message);
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

            if (qos == 0)
            {
                SendUp(client, _access.IsUp(client), ConnectionOf(client), message);
                return;
            }

            if (!IsRepeated(client, message, qos) && !Forward(client, message, qos) && _access.Congested(client))
            {
                _transmitter.PubAck(client, message.TopicId, message.MessageId, ReturnCode.Congestion);
            }
        }

        /// <summary>PUBLISH at QoS −1, with or without a connection: over the gateway's own broker connection, never answered (6.8).</summary>
        internal void OnQosMinusOne(Message message)
        {
            if (!_settings.AllowsQosMinusOne || !FindTopic(null, message))
            {
                _counters.Lose(_settings.AllowsQosMinusOne ? LossReason.UnknownTopicId : LossReason.QosMinusOneOff, null);
                return;
            }

            SendUp(null, _own.IsUp, OwnLink.Number, message);
        }

        internal void OnPubRel(ClientSession client, Message message)
        {
            if (client.Exchanges != null && client.Exchanges.Received != null)
            {
                client.Exchanges.Received.Remove(message.MessageId, _clock.NowMs);
            }

            // Also where the exchange is over: the client has not heard it.
            _transmitter.PubComp(client, message.MessageId);
        }

        /// <inheritdoc/>
        public void OnPublished(ClientSession client, int token, ReturnCode code)
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
                    client.Exchanges.Received = new ReceivedIds();
                }

                client.Exchanges.Received.Add(messageId, contentHash);
                _transmitter.PubRec(client, messageId);
            }
            else
            {
                _transmitter.PubAck(client, topicId, messageId, ReturnCode.Accepted);
            }

            _requests.OnRequestEnded(client);
        }

        /// <summary>The client's session has ended: what it published goes on, and the answers are for nobody.</summary>
        internal void Clear(ClientSession client)
        {
            if (client.Exchanges != null)
            {
                _pending.Orphan(client.Exchanges);
                client.Exchanges = null;
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

            ReceivedIds received = exchanges.Received;
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
            if (!_access.IsUp(client) || client.WillUpdate != MessageType.None
                || client.PendingCount >= _settings.InflightPerClientMax)
            {
                return false;
            }

            int connection = ConnectionOf(client);
            if (client.Exchanges == null)
            {
                client.Exchanges = new ClientExchanges(client, this);
            }

            int token = _pending.Add(client.Exchanges, connection);
            if (token == 0)
            {
                return false;
            }

            _pending.Describe(token, message.MessageId, message.TopicId, qos == 2, qos == 2 ? ContentHash(message) : 0);

            if (!Publish(connection, message, qos, token))
            {
                _pending.Remove(token);
                return false;
            }

            _counters.PublishedUp++;
            return true;
        }

        private static int ContentHash(Message message)
        {
            return HashCodes.Add(HashCodes.OfOctets(message.Buffer, message.DataOffset, message.DataLength), message.TopicId);
        }

        private static int ConnectionOf(ClientSession client)
        {
            return client.Connection == 0 ? OwnLink.Number : client.Connection;
        }

        private bool Publish(int connection, Message message, int qos, int token)
        {
            return _broker.Publish(
                connection,
                _topic,
                _topicOffset,
                _topicLength,
                message.Buffer,
                message.DataOffset,
                message.DataLength,
                qos,
                message.Retain,
                token);
        }

        private bool FindTopic(ClientSession client, Message message)
        {
            _topicOffset = 0;
            if (message.TopicIdType == TopicIdType.ShortName)
            {
                _topic = message.Buffer;
                _topicOffset = message.TopicOffset;
                _topicLength = message.TopicLength;
                return BrokerTopics.AreSafe(_topic, _topicOffset, _topicLength);
            }

            if (message.TopicIdType == TopicIdType.Predefined)
            {
                _topic = _settings.PredefinedTopics.Find(message.TopicId);
            }
            else
            {
                Topic topic = client == null || client.Topics == null ? null : client.Topics.GetAsked(message.TopicId);
                _topic = topic == null ? null : topic.Name;
            }

            _topicLength = _topic == null ? 0 : _topic.Length;
            return _topic != null;
        }

        // QoS 0 and −1: what the broker does not get now it never gets.
        private void SendUp(ClientSession client, bool isUp, int connection, Message message)
        {
            if (isUp && Publish(connection, message, 0, 0))
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
