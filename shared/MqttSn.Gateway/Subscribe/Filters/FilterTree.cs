using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The filters with wildcards, by level. The children of all nodes are in one table, found by parent and level, so that a match costs at most two
    /// steps a level whatever the number of filters. Source: MQTT 3.1.1, 4.7.
    /// </summary>
    internal sealed class FilterTree
    {
        private const byte Separator = (byte)'/';
        private const byte One = (byte)'+';
        private const byte Many = (byte)'#';

        private readonly FilterNode _root = new FilterNode(null, null, 0, 0);
        private readonly FilterNodes _children = new FilterNodes();
        private int _lastId;

        // The topic that is being matched, and what matches.
        private byte[] _topic;
        private int _end;

        /// <summary>The filters that the last <see cref="Match"/> found: the first <see cref="MatchCount"/> of them.</summary>
        internal BrokerFilter[] Matches = new BrokerFilter[8];

        internal int MatchCount;

        internal int NodeCount => _children.Count;

        internal void Add(BrokerFilter filter)
        {
            byte[] octets = filter.Filter;
            FilterNode node = _root;
            for (int at = 0; at <= octets.Length;)
            {
                int end = LevelEnd(octets, at, octets.Length);
                if (end - at == 1 && octets[at] == Many)
                {
                    node.All = filter;
                    node.Uses++;
                    return;
                }

                node = end - at == 1 && octets[at] == One ? PlusOf(node) : ChildOf(node, octets, at, end - at);
                at = end + 1;
            }

            node.Exact = filter;
            node.Uses++;
        }

        internal void Remove(BrokerFilter filter)
        {
            byte[] octets = filter.Filter;
            FilterNode node = _root;
            for (int at = 0; at <= octets.Length;)
            {
                int end = LevelEnd(octets, at, octets.Length);
                if (end - at == 1 && octets[at] == Many)
                {
                    node.All = null;
                    Release(node);
                    return;
                }

                node = end - at == 1 && octets[at] == One
                    ? node.Plus
                    : FindChild(node, octets, at, end - at);
                at = end + 1;
            }

            node.Exact = null;
            Release(node);
        }

        /// <summary>Finds all filters that match a topic name, each once.</summary>
        internal void Match(byte[] topic, int offset, int length)
        {
            MatchCount = 0;
            if (_root.Uses == 0)
            {
                return;
            }

            _topic = topic;
            _end = offset + length;

            // [MQTT-4.7.2-1]: a filter that begins with a wildcard does not match a topic that begins with $.
            Walk(_root, offset, length > 0 && topic[offset] == (byte)'$');
            _topic = null;
        }

        // As deep as the deepest filter; each node is visited at most once.
        private void Walk(FilterNode node, int at, bool noWildcard)
        {
            if (node.All != null && !noWildcard)
            {
                // [MQTT-4.7.1-2]: # is also for the parent level.
                Found(node.All);
            }

            if (at > _end)
            {
                if (node.Exact != null)
                {
                    Found(node.Exact);
                }

                return;
            }

            int end = LevelEnd(_topic, at, _end);
            FilterNode child = FindChild(node, _topic, at, end - at);
            if (child != null)
            {
                Walk(child, end + 1, false);
            }

            if (node.Plus != null && !noWildcard)
            {
                Walk(node.Plus, end + 1, false);
            }
        }

        private static int LevelEnd(byte[] octets, int at, int end)
        {
            while (at < end && octets[at] != Separator)
            {
                at++;
            }

            return at;
        }

        private FilterNode FindChild(FilterNode parent, byte[] octets, int offset, int length) =>
            _children.Find(parent, octets, offset, length, FilterNodes.HashOf(parent, octets, offset, length));

        private void Found(BrokerFilter filter)
        {
            if (MatchCount == Matches.Length)
            {
                BrokerFilter[] matches = new BrokerFilter[MatchCount * 2];
                Array.Copy(Matches, matches, MatchCount);
                Matches = matches;
            }

            Matches[MatchCount++] = filter;
        }

        private FilterNode PlusOf(FilterNode node)
        {
            if (node.Plus == null)
            {
                node.Plus = new FilterNode(node, null, ++_lastId, 0);
                node.Uses++;
            }

            return node.Plus;
        }

        private FilterNode ChildOf(FilterNode node, byte[] octets, int offset, int length)
        {
            int hash = FilterNodes.HashOf(node, octets, offset, length);
            FilterNode child = _children.Find(node, octets, offset, length, hash);
            if (child == null)
            {
                child = new FilterNode(node, Octets.Copy(octets, offset, length), ++_lastId, hash);
                _children.Add(child);
                node.Uses++;
            }

            return child;
        }

        private void Release(FilterNode node)
        {
            while (--node.Uses == 0 && node != _root)
            {
                FilterNode parent = node.Parent;
                if (parent.Plus == node)
                {
                    parent.Plus = null;
                }
                else
                {
                    _children.Remove(node);
                }

                node = parent;
            }
        }
    }
}
