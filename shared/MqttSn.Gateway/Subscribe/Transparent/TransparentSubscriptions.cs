namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Subscriptions over each client's own broker connection: the broker matches, and what comes on the connection is the client's.</summary>
    internal sealed class TransparentSubscriptions : ISubscriptions
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly ClientDirectory _clients;
        private readonly IBroker _broker;
        private readonly PendingTable _pending;
        private readonly Transmitter _transmitter;
        private readonly Delivery _delivery;
        private readonly SubscriptionList _subscriptions;
        private readonly IRequestListener _requests;

        // Subscriptions that are to be made again after the broker has lost them.
        private OwnSubscription _firstInQueue;
        private OwnSubscription _lastInQueue;
        private long _retryAtMs = Times.Never;

        internal TransparentSubscriptions(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            ClientDirectory clients,
            IBroker broker,
            PendingTable pending,
            Transmitter transmitter,
            Delivery delivery,
            SubscriptionList subscriptions,
            IRequestListener requests)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _clients = clients;
            _broker = broker;
            _pending = pending;
            _transmitter = transmitter;
            _delivery = delivery;
            _subscriptions = subscriptions;
            _requests = requests;
        }

        /// <inheritdoc/>
        public int FilterCount
        {
            get { return 0; }
        }

        /// <inheritdoc/>
        public long NextMs
        {
            get { return _retryAtMs; }
        }

        /// <inheritdoc/>
        public bool IsSettled
        {
            get { return true; }
        }

        /// <inheritdoc/>
        public void OnConnected(int connection, bool sessionPresent)
        {
            ClientSession client = _clients.FindConnection(connection);
            if (client == null || sessionPresent)
            {
                return;
            }

            for (Subscription at = client.FirstSubscription; at != null; at = at.NextOfClient)
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

        internal void OnSubscribed(OwnSubscription subscription, int grantedQos)
        {
            subscription.Token = 0;
            if (grantedQos < 0 && subscription.AwaitedMessageId == Subscription.NoneAwaited)
            {
                _counters.Lose(LossReason.SubscriptionRefused, subscription.Client == null ? null : subscription.Client.Id);
            }

            ClientSession client = subscription.Client;
            _subscriptions.Answer(subscription, grantedQos);
            RenewForWill(client);
        }

        internal void OnUnsubscribed(OwnSubscription subscription)
        {
            subscription.Token = 0;
            ClientSession client = subscription.Client;
            if (client != null)
            {
                int messageId = subscription.AwaitedMessageId;
                _subscriptions.Remove(client, subscription);
                if (messageId != Subscription.NoneAwaited)
                {
                    _transmitter.UnsubAck(client, messageId);
                }

                RenewForWill(client);
            }
        }

        internal void OnRequestLost(OwnSubscription subscription)
        {
            subscription.Token = 0;
            if (subscription.Unsubscribing)
            {
                // UNSUBACK cannot refuse: the client asks again.
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
                ClientSession client = subscription.Client;
                bool wanted = client != null && client.ConnectionUp && subscription.Token == 0;
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

            _retryAtMs = Times.Never;
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
            Subscription at = client.FirstSubscription;
            while (at != null && !IsNamedOtherwise(at, message))
            {
                at = at.NextOfClient;
            }

            TopicIdType type = at == null ? TopicIdType.Normal : at.TopicIdType;
            _delivery.Deliver(client, message, message.Qos, message.Retain, type, at == null ? 0 : at.TopicId);
            return true;
        }

        /// <inheritdoc/>
        public Subscription Make(byte[] buffer, int offset, int length, int hash)
        {
            return new OwnSubscription(this) { Filter = Octets.Copy(buffer, offset, length), FilterHash = hash };
        }

        /// <inheritdoc/>
        public ReturnCode Subscribe(ClientSession client, Subscription subscription)
        {
            return subscription.Token != 0 ? ReturnCode.Congestion : Ask(client, (OwnSubscription)subscription, false);
        }

        /// <inheritdoc/>
        public void Unsubscribe(ClientSession client, Subscription subscription, int messageId)
        {
            if (subscription.Token != 0 || !client.ConnectionUp)
            {
                // Asked already, or there is nobody to ask: UNSUBACK cannot refuse, and the client asks again.
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
                _requests.OnRequestEnded(client);
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
            int token = _pending.Add(subscription, client.Connection);
            if (token == 0)
            {
                return ReturnCode.Congestion;
            }

            bool taken = unsubscribe
                ? _broker.Unsubscribe(client.Connection, subscription.Filter, token)
                : _broker.Subscribe(client.Connection, subscription.Filter, subscription.Qos, token);
            if (!taken)
            {
                _pending.Remove(token);
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
