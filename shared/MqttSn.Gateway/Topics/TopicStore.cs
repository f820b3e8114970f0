namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The topic names in use, each once: open addressing with linear probing, at most half full. A topic without references is dropped.</summary>
    internal sealed class TopicStore
    {
        private Topic[] _table = new Topic[16];
        private int _count;

        internal int Count
        {
            get { return _count; }
        }

        /// <summary>The topic of a name; null where nobody has it.</summary>
        internal Topic Find(byte[] buffer, int offset, int length, int hash)
        {
            return _table[Probe(buffer, offset, length, hash)];
        }

        /// <summary>The topic of a name, with one reference more.</summary>
        internal Topic Take(byte[] buffer, int offset, int length, int hash)
        {
            int at = Probe(buffer, offset, length, hash);
            Topic topic = _table[at];
            if (topic == null)
            {
                if (_count * 2 >= _table.Length)
                {
                    Grow();
                    at = Probe(buffer, offset, length, hash);
                }

                topic = new Topic(Octets.Copy(buffer, offset, length), hash);
                _table[at] = topic;
                _count++;
            }

            topic.References++;
            return topic;
        }

        /// <summary>One reference less.</summary>
        internal void Release(Topic topic)
        {
            if (--topic.References > 0)
            {
                return;
            }

            int mask = _table.Length - 1;
            int gap = Probe(topic.Name, 0, topic.Name.Length, topic.Hash);

            // What follows without a gap moves up, unless it would move before its own place.
            for (int next = (gap + 1) & mask; _table[next] != null; next = (next + 1) & mask)
            {
                int home = _table[next].Hash & mask;
                if (((next - home) & mask) >= ((next - gap) & mask))
                {
                    _table[gap] = _table[next];
                    gap = next;
                }
            }

            _table[gap] = null;
            _count--;
        }

        private int Probe(byte[] buffer, int offset, int length, int hash)
        {
            int mask = _table.Length - 1;
            int at = hash & mask;
            while (_table[at] != null && !(_table[at].Hash == hash && Octets.AreSame(_table[at].Name, buffer, offset, length)))
            {
                at = (at + 1) & mask;
            }

            return at;
        }

        private void Grow()
        {
            Topic[] old = _table;
            _table = new Topic[old.Length * 2];
            int mask = _table.Length - 1;
            for (int i = 0; i < old.Length; i++)
            {
                if (old[i] == null)
                {
                    continue;
                }

                int at = old[i].Hash & mask;
                while (_table[at] != null)
                {
                    at = (at + 1) & mask;
                }

                _table[at] = old[i];
            }
        }
    }
}
