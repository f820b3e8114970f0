using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The topic ids of one client. Ids are given in order from 1 and stay until the session ends, so that none ever has another name within it
    /// (6.5). A client knows an id when it was told it in this connection; after a reconnect it is told again before use.
    /// </summary>
    internal sealed class ClientTopics
    {
        private const int LinearMax = 8;

        private Topic[] _topics = new Topic[2];
        private bool[] _known = new bool[2];
        private ushort[] _index;
        private int _count;

        internal int Count
        {
            get { return _count; }
        }

        /// <summary>The topic of an id; null where there is none.</summary>
        internal Topic Get(int id)
        {
            return id > 0 && id <= _count ? _topics[id - 1] : null;
        }

        /// <summary>The id of a topic; 0 where there is none.</summary>
        internal int Find(Topic topic)
        {
            if (_index != null)
            {
                return _index[Probe(topic)];
            }

            for (int i = 0; i < _count; i++)
            {
                if (_topics[i] == topic)
                {
                    return i + 1;
                }
            }

            return 0;
        }

        /// <summary>A new id for a topic that has none; the reference to the topic is the table's from now on. 0 when there are as many as may be.</summary>
        internal int Add(Topic topic, int max)
        {
            if (_count == max)
            {
                return 0;
            }

            if (_count == _topics.Length)
            {
                Grow(max);
            }

            _topics[_count] = topic;
            _known[_count] = false;
            _count++;
            if (_count > LinearMax)
            {
                AddToIndex();
            }

            return _count;
        }

        internal bool IsKnown(int id)
        {
            return _known[id - 1];
        }

        internal void SetKnown(int id, bool known)
        {
            _known[id - 1] = known;
        }

        internal void ForgetKnown()
        {
            Array.Clear(_known, 0, _known.Length);
        }

        internal void Release(TopicStore store)
        {
            for (int i = 0; i < _count; i++)
            {
                store.Release(_topics[i]);
            }

            _count = 0;
        }

        private void Grow(int max)
        {
            int length = Math.Min(_count * 2, max);
            Topic[] topics = new Topic[length];
            bool[] known = new bool[length];
            Array.Copy(_topics, topics, _count);
            Array.Copy(_known, known, _count);
            _topics = topics;
            _known = known;
        }

        // The index has ids, found by the topic's hash; rebuilt when it would be more than half full.
        private void AddToIndex()
        {
            if (_index != null && _count * 2 <= _index.Length)
            {
                _index[Probe(_topics[_count - 1])] = (ushort)_count;
                return;
            }

            _index = new ushort[_index == null ? LinearMax * 4 : _index.Length * 2];
            for (int i = 0; i < _count; i++)
            {
                _index[Probe(_topics[i])] = (ushort)(i + 1);
            }
        }

        private int Probe(Topic topic)
        {
            int mask = _index.Length - 1;
            int at = topic.Hash & mask;
            while (_index[at] != 0 && _topics[_index[at] - 1] != topic)
            {
                at = (at + 1) & mask;
            }

            return at;
        }
    }
}
