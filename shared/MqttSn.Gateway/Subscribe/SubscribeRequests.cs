namespace SensorNet.MqttSn.Gateway
{
    /// <summary>SUBSCRIBE and UNSUBSCRIBE (6.9). Both modes keep a client's subscriptions; what they ask of the broker differs.</summary>
    internal sealed class SubscribeRequests
    {
        // A filter with wildcards and more levels than this is not supported: matching walks down level by level.
        private const int LevelsMax = 32;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly BrokerAccess _access;
        private readonly TopicIds _topicIds;
        private readonly SubscriptionList _subscriptions;
        private readonly ISubscriptionMode _mode;
        private readonly AccessChecks _checks;

        // A short topic name, and the name of the topic at hand where it is not in the datagram.
        private readonly byte[] _short = new byte[2];
        private byte[] _filterBuffer;
        private int _filterOffset;
        private int _filterLength;
        private int _filterHash;

        internal SubscribeRequests(
            GatewayBasics basics,
            BrokerAccess access,
            TopicIds topicIds,
            SubscriptionList subscriptions,
            ISubscriptionMode mode,
            AccessChecks checks)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _access = access;
            _topicIds = topicIds;
            _subscriptions = subscriptions;
            _mode = mode;
            _checks = checks;
        }

        internal void OnSubscribe(ClientSession client, Message message)
        {
            ReturnCode code = ReadFilter(message);
            if (code == ReturnCode.Accepted && (IsTooDeep() || !CanBeShared() || !IsAllowed(client)))
            {
                code = ReturnCode.NotSupported;
            }

            Subscription subscription = code == ReturnCode.Accepted ? Find(client) : null;
            if (subscription != null && subscription.AwaitedMessageId == message.MessageId && !subscription.Unsubscribing)
            {
                // Sent again while the broker has not answered.
                _counters.Duplicates++;
                return;
            }

            if (code == ReturnCode.Accepted && !_access.IsUp(client))
            {
                code = ReturnCode.Congestion;
            }

            if (code == ReturnCode.Accepted)
            {
                code = Begin(client, message, subscription);
            }

            if (code != ReturnCode.Accepted)
            {
                _subscriptions.Reject(client, message.MessageId, code);
            }
        }

        internal void OnUnsubscribe(ClientSession client, Message message)
        {
            // UNSUBACK has no return code: what is not there is unsubscribed.
            Subscription subscription = ReadFilter(message) == ReturnCode.Accepted ? Find(client) : null;
            if (subscription == null)
            {
                _subscriptions.AcceptUnsubscribe(client, message.MessageId);
                return;
            }

            _mode.Unsubscribe(client, subscription, message.MessageId);
        }

        private Subscription Find(ClientSession client) => SubscriptionList.Find(client, _filterBuffer, _filterOffset, _filterLength, _filterHash);

        private ReturnCode Begin(ClientSession client, Message message, Subscription subscription)
        {
            bool isNew = subscription == null;
            if (isNew && SubscriptionList.CountOf(client) >= _settings.SubscriptionsPerClientMax)
            {
                return ReturnCode.Congestion;
            }

            TopicIdType type = message.TopicIdType;
            int topicId = message.TopicId;
            if (type == TopicIdType.Normal)
            {
                bool wildcard = TopicNames.HasWildcard(_filterBuffer, _filterOffset, _filterLength);
                topicId = wildcard ? 0 : _topicIds.Register(client, _filterBuffer, _filterOffset, _filterLength, _filterHash);
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
                subscription = _mode.Make(_filterBuffer, _filterOffset, _filterLength, _filterHash);
                _subscriptions.Add(client, subscription);
            }

            int awaited = subscription.AwaitedMessageId;
            subscription.Qos = message.Qos;
            subscription.TopicIdType = type;
            subscription.TopicId = topicId;
            subscription.AwaitedMessageId = message.MessageId;
            ReturnCode code = _mode.Subscribe(client, subscription);
            if (code != ReturnCode.Accepted)
            {
                // An earlier SUBSCRIBE or UNSUBSCRIBE may still wait for the broker.
                subscription.AwaitedMessageId = awaited;
                if (isNew)
                {
                    _subscriptions.Remove(client, subscription);
                }
            }

            return code;
        }

        // The filter that a SUBSCRIBE or UNSUBSCRIBE means, in _filterBuffer.
        private ReturnCode ReadFilter(Message message)
        {
            if (message.TopicIdType == TopicIdType.Predefined)
            {
                _filterBuffer = _settings.PredefinedTopics.Find(message.TopicId);
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

            if (_filterLength > _settings.TopicLengthMax || !BrokerTopics.AreSafe(_filterBuffer, _filterOffset, _filterLength))
            {
                return ReturnCode.NotSupported;
            }

            _filterHash = HashCodes.OfOctets(_filterBuffer, _filterOffset, _filterLength);
            return ReturnCode.Accepted;
        }

        // MQTT 5, 4.8.2: $share/{name}/{filter}, which brokers have for MQTT 3.1.1, too. Who of a group gets a message is the broker's choice among
        // connections: aggregating there is but one, and the broker has to say by which subscription a message came.
        private bool CanBeShared()
        {
            return !SharedFilters.IsShared(_filterBuffer, _filterOffset, _filterLength)
                || (SharedFilters.FilterOffset(_filterBuffer, _filterOffset, _filterLength) > 0 && _access.CanShare);
        }

        private bool IsAllowed(ClientSession client) => _checks.MaySubscribe(client, _filterBuffer, _filterOffset, _filterLength);

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
