namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Aggregating: one topic filter, its subscribers, and the broker subscription that serves them.</summary>
    internal sealed class BrokerFilter : IBrokerSubscriber
    {
        internal readonly byte[] Filter;
        internal readonly int Hash;
        internal readonly bool HasWildcard;

        /// <summary>Each message goes to one of the subscribers.</summary>
        internal readonly bool IsShared;

        /// <summary>Where it is shared: who got the last message, or null.</summary>
        internal FilterSubscription LastServed;

        internal FilterSubscription First;

        // The highest QoS asked for, and what the broker grants; −1 while it has no subscription.
        internal int WantedQos;
        internal int GrantedQos = -1;

        // The broker may have it: a request for it whose answer was lost counts, too.
        internal bool MayBeAtBroker;

        // The broker request at hand, 0 for none.
        internal int Token;
        internal bool Unsubscribing;

        // Subscribers that the next SUBSCRIBE is for, and those of the one at hand.
        internal RetainedRequest Waiting;
        internal RetainedRequest Current;

        // The newest request that the broker has granted: its identifier is that of the broker's subscription. Null before the first.
        internal RetainedRequest Granted;

        // The requests whose retained messages may still come, the newest first. Of one filter only the newest can be without an answer.
        internal RetainedRequest NewestOpen;

        // Removed from the table: it must not be queued again.
        internal bool Forgotten;

        internal bool InQueue;
        internal BrokerFilter NextInQueue;

        private readonly IFilterRequests _requests;

        internal BrokerFilter(byte[] filter, int hash, IFilterRequests requests)
        {
            _requests = requests;
            Filter = filter;
            Hash = hash;
            HasWildcard = TopicNames.HasWildcard(filter, 0, filter.Length);
            IsShared = SharedFilters.IsShared(filter, 0, filter.Length);
        }

        /// <inheritdoc/>
        public void OnSubscribed(int grantedQos) => _requests.OnSubscribed(this, grantedQos);

        /// <inheritdoc/>
        public void OnUnsubscribed() => _requests.OnUnsubscribed(this);

        /// <inheritdoc/>
        public void OnRequestLost() => _requests.OnRequestLost(this);

        internal void Add(FilterSubscription subscription)
        {
            subscription.BrokerFilter = this;
            subscription.NextOfFilter = First;
            if (First != null)
            {
                First.PreviousOfFilter = subscription;
            }

            First = subscription;
        }

        internal void Remove(FilterSubscription subscription)
        {
            if (LastServed == subscription)
            {
                LastServed = subscription.PreviousOfFilter;
            }

            if (subscription.PreviousOfFilter == null)
            {
                First = subscription.NextOfFilter;
            }
            else
            {
                subscription.PreviousOfFilter.NextOfFilter = subscription.NextOfFilter;
            }

            if (subscription.NextOfFilter != null)
            {
                subscription.NextOfFilter.PreviousOfFilter = subscription.PreviousOfFilter;
            }

            subscription.PreviousOfFilter = null;
            subscription.NextOfFilter = null;
            if (First == null)
            {
                _requests.OnUnused(this);
            }
        }

        /// <summary>The open request that the broker has not answered, where a retained message can belong to it; or null.</summary>
        internal RetainedRequest UnansweredFor(int topicHash)
        {
            RetainedRequest newest = NewestOpen;
            return newest != null && !newest.IsAnswered && !newest.HasSeen(topicHash) ? newest : null;
        }

        /// <summary>The newest open request that the broker has answered and that a retained message can belong to, or null.</summary>
        internal RetainedRequest AnsweredFor(int topicHash)
        {
            RetainedRequest request = NewestOpen;
            while (request != null && (!request.IsAnswered || request.HasSeen(topicHash)))
            {
                request = request.OlderOfFilter;
            }

            return request;
        }
    }
}
