namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Requests to the broker that it answers: each has a token in <see cref="PendingTable"/> from when the broker link has taken it.
    /// </summary>
    internal sealed class BrokerRequests
    {
        private readonly IBroker _broker;
        private readonly IBrokerProperties _properties;
        private readonly PendingTable _pending;

        /// <summary>Requests over a link.</summary>
        /// <param name="broker">The link.</param>
        /// <param name="properties">What it takes of MQTT 5; null for nothing.</param>
        /// <param name="pending">Where they wait for their answer.</param>
        internal BrokerRequests(IBroker broker, IBrokerProperties properties, PendingTable pending)
        {
            _broker = broker;
            _properties = properties;
            _pending = pending;
        }

        internal PendingTable Pending => _pending;

        /// <summary>Says whose the next messages are; null where they are of no client.</summary>
        internal void SetPublisher(byte[] clientId)
        {
            if (_properties != null)
            {
                _properties.SetPublisher(clientId);
            }
        }

        /// <summary>Passes a client's PUBLISH of QoS 0 or −1 on, which is not answered; false when it was not taken.</summary>
        internal bool ForwardOnce(int connection, Slice topic, Message message)
        {
            return _broker.Publish(
                connection,
                topic.Buffer,
                topic.Offset,
                topic.Length,
                message.Buffer,
                message.DataOffset,
                message.DataLength,
                0,
                message.Retain,
                0);
        }

        /// <summary>Passes a client's PUBLISH of QoS 1 or 2 on; false when it was not taken.</summary>
        internal bool Forward(PendingPublisher publisher, int connection, Slice topic, Message message, int contentHash)
        {
            int token = _pending.Add(publisher, connection);
            if (token == 0)
            {
                return false;
            }

            int qos = message.Qos;
            _pending.Describe(token, message.MessageId, message.TopicId, qos == 2, contentHash);
            bool isTaken = _broker.Publish(
                connection,
                topic.Buffer,
                topic.Offset,
                topic.Length,
                message.Buffer,
                message.DataOffset,
                message.DataLength,
                qos,
                message.Retain,
                token);
            return Taken(token, isTaken) != 0;
        }

        /// <summary>Publishes a will; false when it was not taken. At QoS 1 and 2 the publisher is told of the broker's answer.</summary>
        internal bool PublishWill(PendingPublisher publisher, int connection, Will will)
        {
            // The client is lost: it may be forgotten.
            SetPublisher(null);
            if (will.Qos == 0)
            {
                return Send(connection, will, 0);
            }

            int token = _pending.Add(publisher, connection);
            if (token == 0)
            {
                return false;
            }

            _pending.Describe(token, 0, 0, will.Qos == 2, 0);
            return Taken(token, Send(connection, will, token)) != 0;
        }

        /// <summary>Subscribes; returns the token, or 0 when it was not taken.</summary>
        internal int Subscribe(IBrokerSubscriber subscriber, int connection, byte[] filter, int qos)
        {
            int token = _pending.Add(subscriber, connection);
            return token == 0 ? 0 : Taken(token, _broker.Subscribe(connection, filter, qos, token));
        }

        /// <summary>
        /// Subscribes with an identifier, which is 0 where the broker has none; returns the token, or 0 when it was not taken.
        /// </summary>
        internal int Subscribe(IBrokerSubscriber subscriber, byte[] filter, int qos, int identifier)
        {
            if (identifier == 0 || _properties == null)
            {
                return Subscribe(subscriber, OwnLink.Number, filter, qos);
            }

            int token = _pending.Add(subscriber, OwnLink.Number);
            return token == 0 ? 0 : Taken(token, _properties.Subscribe(OwnLink.Number, filter, qos, identifier, token));
        }

        /// <summary>Unsubscribes; returns the token, or 0 when it was not taken.</summary>
        internal int Unsubscribe(IBrokerSubscriber subscriber, int connection, byte[] filter)
        {
            int token = _pending.Add(subscriber, connection);
            return token == 0 ? 0 : Taken(token, _broker.Unsubscribe(connection, filter, token));
        }

        private bool Send(int connection, Will will, int token)
        {
            byte[] topic = will.Topic.Octets;
            byte[] message = will.Message;
            return _broker.Publish(connection, topic, 0, topic.Length, message, 0, message.Length, will.Qos, will.Retain, token);
        }

        private int Taken(int token, bool isTaken)
        {
            if (!isTaken)
            {
                _pending.Remove(token);
                return 0;
            }

            return token;
        }
    }
}
