namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Aggregating: the topic filters in use, by name, and those with wildcards by level as well.</summary>
    internal sealed class FilterSet
    {
        private readonly FilterTable _table = new FilterTable();
        private readonly FilterTree _tree = new FilterTree();
        private BrokerFilter _exact;

        internal int Count => _table.Count;

        /// <summary>The places of the table, for a walk over all: some are empty.</summary>
        internal int PlaceCount => _table.PlaceCount;

        /// <summary>The filter without wildcards that the last <see cref="Match"/> found, or null.</summary>
        internal BrokerFilter Exact => _exact;

        /// <summary>How many filters with wildcards the last <see cref="Match"/> found.</summary>
        internal int WildcardCount => _tree.MatchCount;

        internal BrokerFilter At(int place) => _table.At(place);

        internal BrokerFilter Wildcard(int at) => _tree.Matches[at];

        internal BrokerFilter Find(byte[] buffer, int offset, int length, int hash) => _table.Find(buffer, offset, length, hash);

        /// <summary>Finds the filters that match the topic name of a message.</summary>
        internal void Match(BrokerMessage message)
        {
            _exact = _table.Find(message.TopicBuffer, message.TopicOffset, message.TopicLength, message.TopicHash);
            if (_exact != null && _exact.IsShared)
            {
                _exact = null;
            }

            _tree.Match(message.TopicBuffer, message.TopicOffset, message.TopicLength);
        }

        // What is shared matches by its identifier alone.
        private static bool IsInTree(BrokerFilter filter) => filter.HasWildcard && !filter.IsShared;

        internal void Add(BrokerFilter filter)
        {
            _table.Add(filter);
            if (IsInTree(filter))
            {
                _tree.Add(filter);
            }
        }

        internal void Remove(BrokerFilter filter)
        {
            _table.Remove(filter);
            if (IsInTree(filter))
            {
                _tree.Remove(filter);
            }
        }
    }
}
