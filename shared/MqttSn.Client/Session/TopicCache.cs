namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The topic ids of this session, both ways. An id stands for one name only: a new name for it removes the old one. Bounded by
    /// <see cref="ClientSettings.TopicsMax"/>.
    /// </summary>
    internal sealed class TopicCache
    {
        private readonly Topic[] _topics;
        private readonly int[] _ids;
        private readonly bool[] _subscribed;
        private readonly int[] _usedAt;
        private int _uses;

        internal TopicCache(int capacity)
        {
            _topics = new Topic[capacity];
            _ids = new int[capacity];
            _subscribed = new bool[capacity];
            _usedAt = new int[capacity];
        }

        internal int Count { get; private set; }

        internal Topic TopicAt(int index) => _topics[index];

        internal int IdAt(int index) => _ids[index];

        internal bool SubscribedAt(int index) => _subscribed[index];

        // The id of a name; 0 if it is not known.
        internal int IdOf(Topic topic)
        {
            int index = IndexOf(topic);
            if (index < 0)
            {
                return 0;
            }

            Use(index);
            return _ids[index];
        }

        // The topic of an id; null if it is not known.
        internal Topic TopicOf(int id)
        {
            int index = IndexOfId(id);
            if (index < 0)
            {
                return null;
            }

            Use(index);
            return _topics[index];
        }

        // The topic with a name, whatever its id; null if there is none.
        internal Topic Named(byte[] buffer, int offset, int length)
        {
            for (int i = 0; i < Count; i++)
            {
                if (_topics[i].HasName(buffer, offset, length))
                {
                    return _topics[i];
                }
            }

            return null;
        }

        internal void Put(Topic topic, int id, bool subscribed)
        {
            int index = IndexOf(topic);
            int other = IndexOfId(id);
            if (other >= 0 && other != index)
            {
                Remove(other);
                index = IndexOf(topic);
            }

            if (index < 0)
            {
                index = Count < _topics.Length ? Count : LeastNeeded();
                Count = index == Count ? Count + 1 : Count;
                _topics[index] = topic;
                _subscribed[index] = false;
            }

            _ids[index] = id;
            _subscribed[index] |= subscribed;
            Use(index);
        }

        internal void Unsubscribed(Topic topic)
        {
            int index = IndexOf(topic);
            if (index >= 0)
            {
                _subscribed[index] = false;
            }
        }

        internal void Forget(Topic topic)
        {
            int index = IndexOf(topic);
            if (index >= 0)
            {
                Remove(index);
            }
        }

        internal void ForgetId(int id)
        {
            int index = IndexOfId(id);
            if (index >= 0)
            {
                Remove(index);
            }
        }

        internal void Clear()
        {
            for (int i = 0; i < Count; i++)
            {
                _topics[i] = null;
            }

            Count = 0;
        }

        private int IndexOf(Topic topic)
        {
            // Most callers keep their topics: the same object is found without reading names.
            for (int i = 0; i < Count; i++)
            {
                if ((object)_topics[i] == (object)topic)
                {
                    return i;
                }
            }

            for (int i = 0; i < Count; i++)
            {
                if (_topics[i].HasName(topic.Octets, 0, topic.Octets.Length))
                {
                    return i;
                }
            }

            return -1;
        }

        private int IndexOfId(int id)
        {
            for (int i = 0; i < Count; i++)
            {
                if (_ids[i] == id)
                {
                    return i;
                }
            }

            return -1;
        }

        // Subscribed ones last: without them a message of the gateway is rejected once. The counter of uses may wrap, so differences are compared.
        private int LeastNeeded()
        {
            int least = 0;
            for (int i = 1; i < Count; i++)
            {
                bool older = _usedAt[i] - _usedAt[least] < 0;
                if (_subscribed[i] == _subscribed[least] ? older : _subscribed[least])
                {
                    least = i;
                }
            }

            return least;
        }

        private void Remove(int index)
        {
            Count--;
            _topics[index] = _topics[Count];
            _ids[index] = _ids[Count];
            _subscribed[index] = _subscribed[Count];
            _usedAt[index] = _usedAt[Count];
            _topics[Count] = null;
        }

        private void Use(int index) => _usedAt[index] = unchecked(++_uses);
    }
}
