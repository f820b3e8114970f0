namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The topic filters in use, each once: open addressing with linear probing, at most half full. What it holds without wildcards matches by name alone.</summary>
    internal sealed class FilterTable
    {
        private BrokerFilter[] _table = new BrokerFilter[16];
        private int _count;

        internal int Count
        {
            get { return _count; }
        }

        /// <summary>The places of the table, for a walk over all: some are empty.</summary>
        internal int PlaceCount
        {
            get { return _table.Length; }
        }

        internal BrokerFilter At(int place)
        {
            return _table[place];
        }

        internal BrokerFilter Find(byte[] buffer, int offset, int length, int hash)
        {
            int mask = _table.Length - 1;
            int at = hash & mask;
            while (_table[at] != null && !(_table[at].Hash == hash && Octets.AreSame(_table[at].Filter, buffer, offset, length)))
            {
                at = (at + 1) & mask;
            }

            return _table[at];
        }

        internal void Add(BrokerFilter filter)
        {
            if (_count * 2 >= _table.Length)
            {
                BrokerFilter[] old = _table;
                _table = new BrokerFilter[old.Length * 2];
                for (int i = 0; i < old.Length; i++)
                {
                    if (old[i] != null)
                    {
                        Place(old[i]);
                    }
                }
            }

            Place(filter);
            _count++;
        }

        internal void Remove(BrokerFilter filter)
        {
            int mask = _table.Length - 1;
            int gap = filter.Hash & mask;
            while (_table[gap] != filter)
            {
                gap = (gap + 1) & mask;
            }

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

        private void Place(BrokerFilter filter)
        {
            int mask = _table.Length - 1;
            int at = filter.Hash & mask;
            while (_table[at] != null)
            {
                at = (at + 1) & mask;
            }

            _table[at] = filter;
        }
    }
}
