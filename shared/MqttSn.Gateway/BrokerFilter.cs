namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Aggregating: one topic filter, its subscribers, and the broker subscription that serves them.</summary>
    internal sealed class BrokerFilter
    {
        internal readonly byte[] Filter;
        internal readonly int Hash;
        internal readonly bool HasWildcard;

        internal Subscription First;

        // The highest QoS asked for, and what the broker grants; −1 while it has no subscription.
        internal int WantedQos;
        internal int GrantedQos = -1;

        // The broker request at hand, 0 for none.
        internal int Token;
        internal bool Unsubscribing;

        // Subscribers that the next SUBSCRIBE is for, and those of the one at hand.
        internal RetainedRequest Waiting;
        internal RetainedRequest Current;

        // The requests whose retained messages may still come, the oldest first.
        internal RetainedRequest FirstOpen;

        // Left the table: nobody may bring it back.
        internal bool Forgotten;

        internal bool InQueue;
        internal BrokerFilter NextInQueue;

        internal BrokerFilter(byte[] filter, int hash, bool hasWildcard)
        {
            Filter = filter;
            Hash = hash;
            HasWildcard = hasWildcard;
        }

        /// <summary>The oldest open request that a retained message can belong to, or null.</summary>
        internal RetainedRequest FirstNotSeen(int topicHash)
        {
            RetainedRequest request = FirstOpen;
            while (request != null && request.HasSeen(topicHash))
            {
                request = request.NextOfFilter;
            }

            return request;
        }
    }
}
