namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The subscriptions of each client, and what it is told of them.</summary>
    internal sealed class SubscriptionList : ISessionPart
    {
        private readonly ClientDirectory _clients;
        private readonly PendingTable _pending;
        private readonly Transmitter _transmitter;
        private readonly BrokerAccess _access;

        internal SubscriptionList(ClientDirectory clients, PendingTable pending, Transmitter transmitter, BrokerAccess access)
        {
            _clients = clients;
            _pending = pending;
            _transmitter = transmitter;
            _access = access;
        }

        /// <summary>How many a client has.</summary>
        internal static int CountOf(ClientSession client) => client.Subscriptions == null ? 0 : client.Subscriptions.Count;

        /// <summary>The first of a client's; null where it has none. Others follow by <see cref="Subscription.NextOfClient"/>.</summary>
        internal static Subscription FirstOf(ClientSession client) => client.Subscriptions == null ? null : client.Subscriptions.First;

        /// <summary>The client's subscription to a filter; null where there is none.</summary>
        internal static Subscription Find(ClientSession client, byte[] buffer, int offset, int length, int hash)
        {
            Subscription at = FirstOf(client);
            while (at != null && !(at.FilterHash == hash && Octets.AreSame(at.Filter, buffer, offset, length)))
            {
                at = at.NextOfClient;
            }

            return at;
        }

        /// <summary>Whose it is; null where it has ended.</summary>
        internal ClientSession ClientOf(Subscription subscription) => subscription.Owner == null ? null : _clients.At(subscription.Owner.Slot);

        internal void Add(ClientSession client, Subscription subscription)
        {
            if (client.Subscriptions == null)
            {
                client.Subscriptions = new ClientSubscriptions(client.Slot);
            }

            ClientSubscriptions all = client.Subscriptions;
            subscription.Owner = all;
            subscription.NextOfClient = all.First;
            all.First = subscription;
            all.Count++;
        }

        /// <summary>The client's session has ended.</summary>
        public void Clear(ClientSession client)
        {
            while (FirstOf(client) != null)
            {
                Remove(client, FirstOf(client));
            }
        }

        internal void Remove(ClientSession client, Subscription subscription)
        {
            ClientSubscriptions all = client.Subscriptions;
            subscription.Unlink();
            if (all.First == subscription)
            {
                all.First = subscription.NextOfClient;
            }
            else
            {
                Subscription previous = all.First;
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

            all.Count--;
            subscription.Owner = null;
            subscription.AwaitedMessageId = Subscription.NoneAwaited;
        }

        /// <summary>The broker's answer, passed on.</summary>
        internal void Answer(Subscription subscription, int grantedQos)
        {
            int messageId = subscription.AwaitedMessageId;
            ClientSession client = ClientOf(subscription);
            if (client == null || messageId == Subscription.NoneAwaited)
            {
                return;
            }

            subscription.AwaitedMessageId = Subscription.NoneAwaited;
            if (grantedQos < 0)
            {
                // The broker does not allow it, or not now.
                Fail(client, subscription, messageId, grantedQos == BrokerGrant.RefusedForNow ? ReturnCode.Congestion : ReturnCode.NotSupported);
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
            ClientSession client = ClientOf(subscription);
            if (client != null && messageId != Subscription.NoneAwaited)
            {
                subscription.AwaitedMessageId = Subscription.NoneAwaited;
                Fail(client, subscription, messageId, ReturnCode.Congestion);
            }
        }

        /// <summary>Transparent: the broker will not answer what was asked on the client's connection.</summary>
        /// <param name="client">The client.</param>
        /// <param name="answers">Whether the client is to be told.</param>
        internal void LoseRequests(ClientSession client, bool answers)
        {
            Subscription at = FirstOf(client);
            while (at != null)
            {
                Subscription next = at.NextOfClient;
                if (at.Token != 0)
                {
                    at.AwaitedMessageId = answers ? at.AwaitedMessageId : Subscription.NoneAwaited;
                    _pending.Lose(at.Token);
                }

                at = next;
            }
        }

        /// <summary>SUBACK with a rejection.</summary>
        internal void Reject(ClientSession client, int messageId, ReturnCode code)
        {
            if (code != ReturnCode.Congestion || _access.Congested(client))
            {
                _transmitter.SubAck(client, 0, 0, messageId, code);
            }
        }

        /// <summary>UNSUBACK: the client has no such subscription (any more).</summary>
        internal void AcceptUnsubscribe(ClientSession client, int messageId) => _transmitter.UnsubAck(client, messageId);

        private void Fail(ClientSession client, Subscription subscription, int messageId, ReturnCode code)
        {
            if (!subscription.Confirmed)
            {
                Remove(client, subscription);
            }

            Reject(client, messageId, code);
        }
    }
}
