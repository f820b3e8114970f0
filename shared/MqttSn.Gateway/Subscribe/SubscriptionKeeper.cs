using System.Text;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// SUBSCRIBE, UNSUBSCRIBE (6.9) and what arrives because of them. Both modes keep a client's subscriptions; what they ask of the broker differs.
    /// </summary>
    /// <remarks>
    /// A gateway instance owns the table of its own clients, and its own broker connections. Clients that are spread over several
    /// instances (one a core) are thereby aggregated per instance: the broker sees as many subscriptions to a filter as instances that need it.
    /// </remarks>
    internal abstract class SubscriptionKeeper
    {
        // A filter with wildcards and more levels than this is not supported: matching walks down level by level.
        private const int LevelsMax = 32;

        private static readonly byte[] SharePrefix = Encoding.UTF8.GetBytes("$share/");

        // A short topic name, and the name of the topic at hand where it is not in the datagram.
        private readonly byte[] _short = new byte[2];
        private byte[] _filterBuffer;
        private int _filterOffset;
        private int _filterLength;
        private int _filterHash;

        protected SubscriptionKeeper(GatewayContext context)
        {
            Context = context;
            Message = new BrokerMessage(context);
        }

        protected GatewayContext Context { get; }

        protected BrokerMessage Message { get; }

        internal abstract int FilterCount { get; }

        internal abstract long NextMs { get; }

        /// <summary>Nothing is to be asked of the broker over the gateway's own connection, and nothing is unanswered.</summary>
        internal abstract bool IsSettled { get; }

        internal void OnSubscribe(ClientSession client, Message message)
        {
            ReturnCode code = ReadFilter(message);
            if (code == ReturnCode.Accepted && (IsTooDeep() || IsSharedByAll()))
            {
                code = ReturnCode.NotSupported;
            }

            Subscription subscription = code == ReturnCode.Accepted ? Find(client) : null;
            if (subscription != null && subscription.AwaitedMessageId == message.MessageId && !subscription.Unsubscribing)
            {
                // Sent again while the broker has not answered.
                Context.Counters.Duplicates++;
                return;
            }

            if (code == ReturnCode.Accepted && !Context.IsBrokerUp(client))
            {
                code = ReturnCode.Congestion;
            }

            if (code == ReturnCode.Accepted)
            {
                code = Begin(client, message, subscription);
            }

            if (code != ReturnCode.Accepted)
            {
                Reject(client, message.MessageId, code);
            }
        }

        internal void OnUnsubscribe(ClientSession client, Message message)
        {
            // UNSUBACK has no return code: what is not there is unsubscribed.
            Subscription subscription = ReadFilter(message) == ReturnCode.Accepted ? Find(client) : null;
            if (subscription == null)
            {
                Context.Transmitter.UnsubAck(client, message.MessageId);
                return;
            }

            Unsubscribe(client, subscription, message.MessageId);
        }

        internal void OnBrokerMessage(
            int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain, int ackToken)
        {
            Context.Counters.BrokerMessages++;
            Message.Begin(connection, topic, topicOffset, topicLength, qos, retain, ackToken);
            Message.Payload = payload;
            Message.PayloadOffset = payloadOffset;
            Message.PayloadLength = payloadLength;
            if (!Spread())
            {
                Context.Counters.BrokerMessagesUnwanted++;
            }

            Message.End();
        }

        /// <summary>The message at hand, to all that want it; false when nobody does.</summary>
        protected abstract bool Spread();

        /// <summary>Asks the broker for a subscription that was made or changed; sends SUBACK at once or later.</summary>
        protected abstract ReturnCode Subscribe(ClientSession client, Subscription subscription);

        protected abstract void Unsubscribe(ClientSession client, Subscription subscription, int messageId);

        protected abstract Subscription New();

        /// <summary>A new subscription is in the client's list.</summary>
        protected abstract void Link(Subscription subscription);

        /// <summary>A subscription is about to leave the client's list.</summary>
        protected abstract void Unlink(Subscription subscription);

        internal abstract void OnConnected(int connection, bool sessionPresent);

        internal abstract void OnLost(int connection);

        /// <summary>Hands the broker what waits for it.</summary>
        internal abstract void Pump();

        internal abstract void OnTime();

        /// <summary>The client's session has ended.</summary>
        internal void Clear(ClientSession client)
        {
            while (client.FirstSubscription != null)
            {
                Remove(client, client.FirstSubscription);
            }
        }

        protected void Remove(ClientSession client, Subscription subscription)
        {
            Unlink(subscription);
            if (client.FirstSubscription == subscription)
            {
                client.FirstSubscription = subscription.NextOfClient;
            }
            else
            {
                Subscription previous = client.FirstSubscription;
                while (previous.NextOfClient != subscription)
                {
                    previous = previous.NextOfClient;
                }

                previous.NextOfClient = subscription.NextOfClient;
            }

            if (subscription.TopicIdType == TopicIdType.Normal && subscription.TopicId != 0)
            {
                client.Topics.Unset(subscription.TopicId, ClientTopics.Subscribed);
            }

            client.SubscriptionCount--;
            subscription.Client = null;
            subscription.AwaitedMessageId = Subscription.NoneAwaited;
        }

        /// <summary>The broker's answer, passed on.</summary>
        protected void Answer(Subscription subscription, int grantedQos)
        {
            int messageId = subscription.AwaitedMessageId;
            ClientSession client = subscription.Client;
            if (client == null || messageId == Subscription.NoneAwaited)
            {
                return;
            }

            subscription.AwaitedMessageId = Subscription.NoneAwaited;
            if (grantedQos < 0)
            {
                // The broker does not allow it.
                Fail(client, subscription, messageId, ReturnCode.NotSupported);
                return;
            }

            subscription.Confirmed = true;
            int qos = grantedQos < subscription.Qos ? grantedQos : subscription.Qos;

            // 6.9: the topic id of the name; 0x0000 with wildcards, and where it says nothing.
            int topicId = subscription.TopicId;
            if (subscription.TopicIdType == TopicIdType.ShortName)
            {
                topicId = 0;
            }
            else if (subscription.TopicIdType == TopicIdType.Normal && topicId != 0)
            {
                client.Topics.Set(topicId, ClientTopics.Known);
            }

            Context.Transmitter.SubAck(client, qos, topicId, messageId, ReturnCode.Accepted);
        }

        /// <summary>The broker's answer will not come: the client is to try again.</summary>
        protected void Abandon(Subscription subscription)
        {
            int messageId = subscription.AwaitedMessageId;
            if (subscription.Client != null && messageId != Subscription.NoneAwaited)
            {
                subscription.AwaitedMessageId = Subscription.NoneAwaited;
                Fail(subscription.Client, subscription, messageId, ReturnCode.Congestion);
            }
        }

        private void Fail(ClientSession client, Subscription subscription, int messageId, ReturnCode code)
        {
            if (!subscription.Confirmed)
            {
                Remove(client, subscription);
            }

            Reject(client, messageId, code);
        }

        private void Reject(ClientSession client, int messageId, ReturnCode code)
        {
            if (code != ReturnCode.Congestion || Context.Congested(client))
            {
                Context.Transmitter.SubAck(client, 0, 0, messageId, code);
            }
        }

        private ReturnCode Begin(ClientSession client, Message message, Subscription subscription)
        {
            bool isNew = subscription == null;
            if (isNew && client.SubscriptionCount >= Context.Settings.SubscriptionsPerClientMax)
            {
                return ReturnCode.Congestion;
            }

            TopicIdType type = message.TopicIdType;
            int topicId = message.TopicId;
            if (type == TopicIdType.Normal)
            {
                bool wildcard = TopicNames.HasWildcard(_filterBuffer, _filterOffset, _filterLength);
                topicId = wildcard ? 0 : Context.Publishing.Register(client, _filterBuffer, _filterOffset, _filterLength, _filterHash);
                if (topicId == 0 && !wildcard)
                {
                    return ReturnCode.Congestion;
                }

                if (topicId != 0)
                {
                    client.Topics.Set(topicId, ClientTopics.Subscribed);
                }
            }

            if (isNew)
            {
                subscription = Make(client);
            }

            int awaited = subscription.AwaitedMessageId;
            subscription.Qos = message.Qos;
            subscription.TopicIdType = type;
            subscription.TopicId = topicId;
            subscription.AwaitedMessageId = message.MessageId;
            ReturnCode code = Subscribe(client, subscription);
            if (code != ReturnCode.Accepted)
            {
                // An earlier SUBSCRIBE or UNSUBSCRIBE may still wait for the broker.
                subscription.AwaitedMessageId = awaited;
                if (isNew)
                {
                    Remove(client, subscription);
                }
            }

            return code;
        }

        private Subscription Make(ClientSession client)
        {
            Subscription subscription = New();
            subscription.Client = client;
            subscription.Filter = Octets.Copy(_filterBuffer, _filterOffset, _filterLength);
            subscription.FilterHash = _filterHash;
            subscription.NextOfClient = client.FirstSubscription;
            client.FirstSubscription = subscription;
            client.SubscriptionCount++;
            Link(subscription);
            return subscription;
        }

        private Subscription Find(ClientSession client)
        {
            Subscription at = client.FirstSubscription;
            while (at != null && !(at.FilterHash == _filterHash && Octets.AreSame(at.Filter, _filterBuffer, _filterOffset, _filterLength)))
            {
                at = at.NextOfClient;
            }

            return at;
        }

        // The filter that a SUBSCRIBE or UNSUBSCRIBE means, in _filterBuffer.
        private ReturnCode ReadFilter(Message message)
        {
            if (message.TopicIdType == TopicIdType.Predefined)
            {
                _filterBuffer = Context.Settings.PredefinedTopics.Find(message.TopicId);
                if (_filterBuffer == null)
                {
                    return ReturnCode.InvalidTopicId;
                }

                _filterOffset = 0;
                _filterLength = _filterBuffer.Length;
            }
            else if (message.TopicIdType == TopicIdType.ShortName)
            {
                _short[0] = (byte)(message.TopicId >> 8);
                _short[1] = (byte)message.TopicId;
                _filterBuffer = _short;
                _filterOffset = 0;
                _filterLength = 2;
            }
            else
            {
                _filterBuffer = message.Buffer;
                _filterOffset = message.TopicOffset;
                _filterLength = message.TopicLength;
            }

            if (_filterLength > Context.Settings.TopicLengthMax || !BrokerTopics.AreSafe(_filterBuffer, _filterOffset, _filterLength))
            {
                return ReturnCode.NotSupported;
            }

            _filterHash = HashCodes.OfOctets(_filterBuffer, _filterOffset, _filterLength);
            return ReturnCode.Accepted;
        }

        // MQTT 5, 4.8.2: $share/{name}/{filter}, which brokers have for MQTT 3.1.1, too. Who of a group gets a message is the broker's choice among
        // connections: aggregating there is but one, and nothing says by which subscription a message came.
        private bool IsSharedByAll()
        {
            if (Context.IsTransparent || _filterLength < SharePrefix.Length)
            {
                return false;
            }

            int at = 0;
            while (at < SharePrefix.Length && _filterBuffer[_filterOffset + at] == SharePrefix[at])
            {
                at++;
            }

            return at == SharePrefix.Length;
        }

        private bool IsTooDeep()
        {
            int levels = 1;
            for (int i = 0; i < _filterLength; i++)
            {
                levels += _filterBuffer[_filterOffset + i] == (byte)'/' ? 1 : 0;
            }

            return levels > LevelsMax && TopicNames.HasWildcard(_filterBuffer, _filterOffset, _filterLength);
        }
    }
}
