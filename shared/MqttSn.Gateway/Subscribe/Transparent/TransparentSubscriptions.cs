namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Subscriptions over each client's own broker connection: the broker matches, and what comes on the connection is the client's.</summary>
    internal sealed class TransparentSubscriptions : SubscriptionKeeper
    {
        // Subscriptions that are to be made again after the broker has lost them.
        private OwnSubscription _firstInQueue;
        private OwnSubscription _lastInQueue;
        private long _retryAtMs = ClientSession.Never;

        internal TransparentSubscriptions(GatewayContext context)
            : base(context)
        {
        }

        internal override int FilterCount
        {
            get { return 0; }
        }

        internal override long NextMs
        {
            get { return _retryAtMs; }
        }

        internal override bool IsSettled
        {
            get { return true; }
        }

        internal override void OnConnected(int connection, bool sessionPresent)
        {
            ClientSession client = Context.Clients.FindConnection(connection);
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

        internal override void OnLost(int connection)
        {
            // Its tokens were reported one by one.
        }

        internal void OnSubscribed(OwnSubscription subscription, int grantedQos)
        {
            subscription.Token = 0;
            if (grantedQos < 0 && subscription.AwaitedMessageId == Subscription.NoneAwaited)
            {
                Context.Counters.Lose(LossReason.SubscriptionRefused, subscription.Client);
            }

            ClientSession client = subscription.Client;
            Answer(subscription, grantedQos);
            RenewForWill(client);
        }

        internal void OnUnsubscribed(OwnSubscription subscription)
        {
            subscription.Token = 0;
            ClientSession client = subscription.Client;
            if (client != null)
            {
                int messageId = subscription.AwaitedMessageId;
                Remove(client, subscription);
                if (messageId != Subscription.NoneAwaited)
                {
                    Context.Transmitter.UnsubAck(client, messageId);
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
                Abandon(subscription);
            }
        }

        internal override void Pump()
        {
            while (_firstInQueue != null)
            {
                OwnSubscription subscription = _firstInQueue;
                ClientSession client = subscription.Client;
                bool wanted = client != null && client.ConnectionUp && subscription.Token == 0;
                if (wanted && Ask(client, subscription, false) != ReturnCode.Accepted)
                {
                    _retryAtMs = Context.NowMs + Context.Settings.BrokerRetryMs;
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

            _retryAtMs = ClientSession.Never;
        }

        internal override void OnTime()
        {
            if (Context.NowMs >= _retryAtMs)
            {
                Pump();
            }
        }

        protected override bool Spread()
        {
            ClientSession client = Context.Clients.FindConnection(Message.Connection);
            if (client == null)
            {
                return false;
            }

            // 6.9: a topic that was subscribed to by a predefined id or short name comes with it.
            Subscription at = client.FirstSubscription;
            while (at != null && !IsNamedOtherwise(at))
            {
                at = at.NextOfClient;
            }

            TopicIdType type = at == null ? TopicIdType.Normal : at.TopicIdType;
            Context.Delivery.Deliver(client, Message, Message.Qos, Message.Retain, type, at == null ? 0 : at.TopicId);
            return true;
        }

        protected override Subscription New()
        {
            return new OwnSubscription(this);
        }

        protected override ReturnCode Subscribe(ClientSession client, Subscription subscription)
        {
            return subscription.Token != 0 ? ReturnCode.Congestion : Ask(client, (OwnSubscription)subscription, false);
        }

        protected override void Unsubscribe(ClientSession client, Subscription subscription, int messageId)
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

        protected override void Link(Subscription subscription)
        {
        }

        protected override void Unlink(Subscription subscription)
        {
        }

        // An update of the will waits until nothing is on its way.
        private void RenewForWill(ClientSession client)
        {
            if (client != null)
            {
                Context.Connections.RenewForWill(client);
            }
        }

        private bool IsNamedOtherwise(Subscription subscription)
        {
            return subscription.TopicIdType != TopicIdType.Normal
                && subscription.FilterHash == Message.TopicHash
                && Octets.AreSame(subscription.Filter, Message.TopicBuffer, Message.TopicOffset, Message.TopicLength);
        }

        private ReturnCode Ask(ClientSession client, OwnSubscription subscription, bool unsubscribe)
        {
            int token = Context.Pending.Add(subscription, client.Connection);
            if (token == 0)
            {
                return ReturnCode.Congestion;
            }

            bool taken = unsubscribe
                ? Context.Broker.Unsubscribe(client.Connection, subscription.Filter, token)
                : Context.Broker.Subscribe(client.Connection, subscription.Filter, subscription.Qos, token);
            if (!taken)
            {
                Context.Pending.Remove(token);
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
