using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Subscriptions over each client's own broker connection: the broker matches, and what comes on the connection is the client's.
    /// </summary>
    internal sealed class TransparentSubscriptions : ISubscriptions
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly ClientDirectory _clients;
        private readonly BrokerRequests _broker;
        private readonly Delivery _delivery;
        private readonly SubscriptionList _subscriptions;
        private readonly IRequestListener _listener;
        private readonly DeliveryTerms _terms = new DeliveryTerms();

        // Subscriptions that are to be made again after the broker has lost them.
        private OwnSubscription _firstInQueue;
        private OwnSubscription _lastInQueue;
        private long _retryAtMs = Deadline.Never;

        internal TransparentSubscriptions(
            GatewayBasics basics,
            ClientDirectory clients,
            BrokerRequests broker,
            Delivery delivery,
            SubscriptionList subscriptions,
            IRequestListener listener)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _clients = clients;
            _broker = broker;
            _delivery = delivery;
            _subscriptions = subscriptions;
            _listener = listener;
        }

        /// <inheritdoc/>
        public int FilterCount => 0;

        /// <inheritdoc/>
        public long NextMs => _retryAtMs;

        /// <inheritdoc/>
        public bool IsDone => true;

        /// <inheritdoc/>
        public void OnConnected(int connection, bool sessionPresent)
        {
            ClientSession client = _clients.FindConnection(connection);
            if (client == null || sessionPresent)
            {
                return;
            }

            for (Subscription at = SubscriptionList.FirstOf(client); at != null; at = at.NextOfClient)
            {
                Enqueue((OwnSubscription)at);
            }

            Pump();
        }

        /// <inheritdoc/>
        public void OnOwnLost()
        {
            // No subscription is on it.
        }

        /// <inheritdoc/>
        public void RestoreFilter(byte[] filter, int grantedQos)
        {
            // The gateway itself has no subscriptions.
        }

        /// <inheritdoc/>
        public void RestoreSubscription(ClientSession client, SubscriptionRecord record)
        {
            byte[] filter = record.Filter;
            Subscription subscription = Make(filter, 0, filter.Length, HashCodes.OfOctets(filter, 0, filter.Length));
            _subscriptions.Restore(client, subscription, record);
        }

        /// <inheritdoc/>
        public void EndRestore()
        {
            // Where a broker has forgotten a client's session, its subscriptions are made again when the connection is up.
        }

        internal void OnSubscribed(OwnSubscription subscription, int grantedQos)
        {
            subscription.Token = 0;
            ClientSession client = _subscriptions.ClientOf(subscription);
            if (grantedQos < 0 && subscription.AwaitedMessageId == Subscription.NoneAwaited)
            {
                _counters.Lose(LossReason.SubscriptionRefused, client == null ? null : client.Id);
            }

            _subscriptions.Answer(subscription, grantedQos);
            RenewForWill(client);
        }

        internal void OnUnsubscribed(OwnSubscription subscription)
        {
            subscription.Token = 0;
            ClientSession client = _subscriptions.ClientOf(subscription);
            if (client != null)
            {
                int messageId = subscription.AwaitedMessageId;
                _subscriptions.Remove(client, subscription);
                if (messageId != Subscription.NoneAwaited)
                {
                    _subscriptions.AcceptUnsubscribe(client, messageId);
                }

                RenewForWill(client);
            }
        }

        internal void OnRequestLost(OwnSubscription subscription)
        {
            subscription.Token = 0;
            if (subscription.Unsubscribing)
            {
                // UNSUBACK has no return code: the client asks again.
                subscription.Unsubscribing = false;
                subscription.AwaitedMessageId = Subscription.NoneAwaited;
            }
            else
            {
                _subscriptions.Abandon(subscription);
            }
        }

        /// <inheritdoc/>
        public void Pump()
        {
            while (_firstInQueue != null)
            {
                OwnSubscription subscription = _firstInQueue;
                ClientSession client = _subscriptions.ClientOf(subscription);
                bool wanted = client != null && client.IsLinkUp && subscription.Token == 0;
                if (wanted && Ask(client, subscription, false) != ReturnCode.Accepted)
                {
                    _retryAtMs = _clock.NowMs + _settings.BrokerRetryMs;
                    return;
                }

                _firstInQueue = subscription.NextInQueue;
                subscription.NextInQueue = null;
                subscription.InQueue = false;
                if (_firstInQueue == null)
                {
                    _lastInQueue = null;
                }
            }

            _retryAtMs = Deadline.Never;
        }

        /// <inheritdoc/>
        public void OnTime()
        {
            if (_clock.NowMs >= _retryAtMs)
            {
                Pump();
            }
        }

        /// <inheritdoc/>
        public bool FanOut(BrokerMessage message)
        {
            ClientSession client = _clients.FindConnection(message.Connection);
            if (client == null)
            {
                return false;
            }

            // 6.9: a topic that was subscribed to by a predefined id or short name comes with it.
            Subscription at = SubscriptionList.FirstOf(client);
            while (at != null && !IsNamedOtherwise(at, message))
            {
                at = at.NextOfClient;
            }

            TopicIdType type = at == null ? TopicIdType.Normal : at.TopicIdType;
            _terms.Set(message.Qos, message.Retain, type, at == null ? 0 : at.TopicId);
            _delivery.Deliver(client, message, _terms);
            return true;
        }

        /// <inheritdoc/>
        public Subscription Make(byte[] buffer, int offset, int length, int hash) =>
            new OwnSubscription(this) { Filter = Octets.Copy(buffer, offset, length), FilterHash = hash };

        /// <inheritdoc/>
        public ReturnCode Subscribe(ClientSession client, Subscription subscription) =>
            subscription.Token != 0 ? ReturnCode.Congestion : Ask(client, (OwnSubscription)subscription, false);

        /// <inheritdoc/>
        public void Unsubscribe(ClientSession client, Subscription subscription, int messageId)
        {
            if (subscription.Token != 0 || !client.IsLinkUp)
            {
                // Requested already, or the broker connection is down: UNSUBACK has no return code, and the client asks again.
                return;
            }

            subscription.AwaitedMessageId = messageId;
            if (Ask(client, (OwnSubscription)subscription, true) != ReturnCode.Accepted)
            {
                subscription.AwaitedMessageId = Subscription.NoneAwaited;
                subscription.Unsubscribing = false;
            }
        }

        // An update of the will waits until nothing is on its way.
        private void RenewForWill(ClientSession client)
        {
            if (client != null)
            {
                _listener.OnRequestEnded(client);
            }
        }

        private bool IsNamedOtherwise(Subscription subscription, BrokerMessage message)
        {
            return subscription.TopicIdType != TopicIdType.Normal
                && subscription.FilterHash == message.TopicHash
                && Octets.AreSame(subscription.Filter, message.TopicBuffer, message.TopicOffset, message.TopicLength);
        }

        private ReturnCode Ask(ClientSession client, OwnSubscription subscription, bool unsubscribe)
        {
            int token = unsubscribe
                ? _broker.Unsubscribe(subscription, client.Connection, subscription.Filter)
                : _broker.Subscribe(subscription, client.Connection, subscription.Filter, subscription.Qos);
            if (token == 0)
            {
                return ReturnCode.Congestion;
            }

            subscription.Token = token;
            subscription.Unsubscribing = unsubscribe;
            return ReturnCode.Accepted;
        }

        private void Enqueue(OwnSubscription subscription)
        {
            if (subscription.InQueue)
            {
                return;
            }

            subscription.InQueue = true;
            if (_lastInQueue == null)
            {
                _firstInQueue = subscription;
            }
            else
            {
                _lastInQueue.NextInQueue = subscription;
            }

            _lastInQueue = subscription;
        }
    }
}
