namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The subscriptions of each client, and what it is told of them.</summary>
    internal sealed class SubscriptionList
    {
        private readonly Transmitter _transmitter;
        private readonly BrokerAccess _access;

        internal SubscriptionList(Transmitter transmitter, BrokerAccess access)
        {
            _transmitter = transmitter;
            _access = access;
        }

        /// <summary>The client's subscription to a filter; null where there is none.</summary>
        internal static Subscription Find(ClientSession client, byte[] buffer, int offset, int length, int hash)
        {
            Subscription at = client.FirstSubscription;
            while (at != null && !(at.FilterHash == hash && Octets.AreSame(at.Filter, buffer, offset, length)))
            {
                at = at.NextOfClient;
            }

            return at;
        }

        internal void Add(ClientSession client, Subscription subscription)
        {
            subscription.Client = client;
            subscription.NextOfClient = client.FirstSubscription;
            client.FirstSubscription = subscription;
            client.SubscriptionCount++;
        }

        /// <summary>The client's session has ended.</summary>
        internal void Clear(ClientSession client)
        {
            while (client.FirstSubscription != null)
            {
                Remove(client, client.FirstSubscription);
            }
        }

        internal void Remove(ClientSession client, Subscription subscription)
        {
            subscription.Unlink();
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
        internal void Answer(Subscription subscription, int grantedQos)
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

            _transmitter.SubAck(client, qos, topicId, messageId, ReturnCode.Accepted);
        }

        /// <summary>The broker's answer will not come: the client is to try again.</summary>
        internal void Abandon(Subscription subscription)
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

        internal void Reject(ClientSession client, int messageId, ReturnCode code)
        {
            if (code != ReturnCode.Congestion || _access.Congested(client))
            {
                _transmitter.SubAck(client, 0, 0, messageId, code);
            }
        }
    }
}
