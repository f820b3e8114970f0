using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Subscriptions over one broker connection that all clients share.</summary>
    internal sealed class AggregatingSubscriptions : ISubscriptions
    {
        private readonly SubscriptionList _subscriptions;
        private readonly FilterSet _filters = new FilterSet();
        private readonly RetainedRequests _retained;
        private readonly FilterRequests _requests;
        private readonly FilterFanOut _fanOut;

        internal AggregatingSubscriptions(
            GatewayBasics basics, OwnLink own, BrokerRequests broker, ClientDirectory clients, Delivery delivery, SubscriptionList subscriptions)
        {
            _subscriptions = subscriptions;
            _retained = new RetainedRequests(basics);
            _requests = new FilterRequests(basics, own, broker, subscriptions, _filters, _retained);
            _fanOut = new FilterFanOut(_filters, _requests, _retained, clients, delivery);
        }

        /// <inheritdoc/>
        public int FilterCount => _filters.Count;

        /// <inheritdoc/>
        public long NextMs => Deadline.Earlier(_requests.NextMs, _retained.NextMs);

        /// <inheritdoc/>
        public bool IsDone => _requests.IsDone;

        /// <inheritdoc/>
        public void OnConnected(int connection, bool sessionPresent)
        {
            _retained.OnConnected(sessionPresent);
            if (!sessionPresent)
            {
                _requests.RequestAll();
            }

            Pump();
        }

        /// <inheritdoc/>
        public void OnOwnLost()
        {
            _retained.OnLost();
            _requests.OnLost();
        }

        /// <inheritdoc/>
        public void Pump() => _requests.Pump();

        /// <inheritdoc/>
        public void RestoreFilter(byte[] filter, int grantedQos)
        {
            int hash = HashCodes.OfOctets(filter, 0, filter.Length);
            _requests.Restore(Find(filter, 0, filter.Length, hash), grantedQos);
        }

        /// <inheritdoc/>
        public void RestoreSubscription(ClientSession client, SubscriptionRecord record)
        {
            byte[] filter = record.Filter;
            FilterSubscription subscription = (FilterSubscription)Make(filter, 0, filter.Length, HashCodes.OfOctets(filter, 0, filter.Length));
            _subscriptions.Restore(client, subscription, record);
            _requests.Restore(subscription);
        }

        /// <inheritdoc/>
        public void EndRestore() => _requests.EndRestore();

        /// <inheritdoc/>
        public void OnTime()
        {
            _retained.OnTime();
            _requests.OnTime();
        }

        /// <inheritdoc/>
        public bool FanOut(BrokerMessage message) => _fanOut.FanOut(message);

        /// <inheritdoc/>
        public ReturnCode Subscribe(ClientSession client, Subscription asked)
        {
            _requests.Request((FilterSubscription)asked);
            return ReturnCode.Accepted;
        }

        /// <inheritdoc/>
        public void Unsubscribe(ClientSession client, Subscription subscription, int messageId)
        {
            // Nothing comes by the subscription any more, so that the answer need not wait for the broker's.
            _subscriptions.Remove(client, subscription);
            _subscriptions.AcceptUnsubscribe(client, messageId);
        }

        /// <inheritdoc/>
        public Subscription Make(byte[] buffer, int offset, int length, int hash)
        {
            BrokerFilter filter = Find(buffer, offset, length, hash);

            // One array for all that subscribe to it.
            FilterSubscription subscription = new FilterSubscription();
            subscription.Filter = filter.Filter;
            subscription.FilterHash = hash;
            filter.Add(subscription);
            return subscription;
        }

        private BrokerFilter Find(byte[] buffer, int offset, int length, int hash)
        {
            BrokerFilter filter = _filters.Find(buffer, offset, length, hash);
            if (filter == null)
            {
                filter = new BrokerFilter(Octets.Copy(buffer, offset, length), hash, _requests);
                _filters.Add(filter);
            }

            return filter;
        }
    }
}
