namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Aggregating: one SUBSCRIBE to the broker, the subscribers that it is for (all of the filter, where the broker had lost it), and the retained
    /// messages that it brings.
    /// </summary>
    internal sealed class RetainedRequest
    {
        internal readonly BrokerFilter Filter;
        internal FilterSubscription First;
        internal long Serial;
        internal long CloseAtMs;
        internal long CheckAtMs;
        internal bool IsAnswered;

        /// <summary>The subscription identifier that the broker has been given; 0 for none (any more).</summary>
        internal int Identifier;

        // The open requests of the filter, and of all filters in the order of time.
        internal bool IsOpen;
        internal RetainedRequest NewerOfFilter;
        internal RetainedRequest OlderOfFilter;
        internal RetainedRequest NextOpen;

        // Hashes of the topics that came: open addressing, at most half full; 0 is an empty place.
        private int[] _seen;
        private int _seenCount;

        internal RetainedRequest(BrokerFilter filter)
        {
            Filter = filter;
        }

        internal void Add(FilterSubscription subscription)
        {
            subscription.Request = this;
            subscription.NextOfRequest = First;
            if (First != null)
            {
                First.PreviousOfRequest = subscription;
            }

            First = subscription;
        }

        internal void Drop(FilterSubscription subscription)
        {
            if (subscription.PreviousOfRequest == null)
            {
                First = subscription.NextOfRequest;
            }
            else
            {
                subscription.PreviousOfRequest.NextOfRequest = subscription.NextOfRequest;
            }

            if (subscription.NextOfRequest != null)
            {
                subscription.NextOfRequest.PreviousOfRequest = subscription.PreviousOfRequest;
            }

            subscription.Request = null;
            subscription.PreviousOfRequest = null;
            subscription.NextOfRequest = null;
        }

        internal void DropAll()
        {
            while (First != null)
            {
                Drop(First);
            }
        }

        internal bool HasSeen(int topicHash) => _seen != null && _seen[Probe(topicHash == 0 ? 1 : topicHash)] != 0;

        internal void See(int topicHash)
        {
            if (_seen == null)
            {
                _seen = new int[8];
            }
            else if (_seenCount * 2 >= _seen.Length)
            {
                int[] old = _seen;
                _seen = new int[old.Length * 2];
                for (int i = 0; i < old.Length; i++)
                {
                    if (old[i] != 0)
                    {
                        _seen[Probe(old[i])] = old[i];
                    }
                }
            }

            int hash = topicHash == 0 ? 1 : topicHash;
            _seen[Probe(hash)] = hash;
            _seenCount++;
        }

        private int Probe(int hash)
        {
            int mask = _seen.Length - 1;
            int at = hash & mask;
            while (_seen[at] != 0 && _seen[at] != hash)
            {
                at = (at + 1) & mask;
            }

            return at;
        }
    }
}
