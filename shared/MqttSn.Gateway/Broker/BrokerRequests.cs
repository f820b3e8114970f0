namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Requests to the broker that it answers: each has a token in <see cref="PendingTable"/> from when the broker link has taken it.
    /// </summary>
    internal sealed class BrokerRequests
    {
        private readonly IBroker _broker;
        private readonly PendingTable _pending;

        internal BrokerRequests(IBroker broker, PendingTable pending)
        {
            _broker = broker;
            _pending = pending;
        }

        internal PendingTable Pending => _pending;

        /// <summary>Publishes at QoS 0, which is not answered; false when it was not taken.</summary>
        internal bool PublishOnce(int connection, PublishRequest request)
        {
            return _broker.Publish(
                connection,
                request.Topic,
                request.TopicOffset,
                request.TopicLength,
                request.Payload,
                request.PayloadOffset,
                request.PayloadLength,
                request.Qos,
                request.Retain,
                0);
        }

        /// <summary>Publishes at QoS 1 or 2; false when it was not taken.</summary>
        internal bool Publish(PendingPublisher publisher, int connection, PublishRequest request)
        {
            int token = _pending.Add(publisher, connection);
            if (token == 0)
            {
                return false;
            }

            _pending.Describe(token, request);
            bool taken = _broker.Publish(
                connection,
                request.Topic,
                request.TopicOffset,
                request.TopicLength,
                request.Payload,
                request.PayloadOffset,
                request.PayloadLength,
                request.Qos,
                request.Retain,
                token);
            if (!taken)
            {
                _pending.Remove(token);
                return false;
            }

            return true;
        }

        /// <summary>Subscribes; returns the token, or 0 when it was not taken.</summary>
        internal int Subscribe(IBrokerSubscriber subscriber, int connection, byte[] filter, int qos)
        {
            int token = _pending.Add(subscriber, connection);
            return token == 0 ? 0 : Taken(token, _broker.Subscribe(connection, filter, qos, token));
        }

        /// <summary>Unsubscribes; returns the token, or 0 when it was not taken.</summary>
        internal int Unsubscribe(IBrokerSubscriber subscriber, int connection, byte[] filter)
        {
            int token = _pending.Add(subscriber, connection);
            return token == 0 ? 0 : Taken(token, _broker.Unsubscribe(connection, filter, token));
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
