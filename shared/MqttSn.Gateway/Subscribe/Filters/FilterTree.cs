using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The filters with wildcards, by level. The children of all nodes are in one table, found by parent and level (open addressing, at most half full), so that a
    /// match costs at most two steps a level whatever the number of filters. Source: MQTT 3.1.1, 4.7.
    /// </summary>
    internal sealed class FilterTree
    {
        private const byte Separator = (byte)'/';
        private const byte One = (byte)'+';
        private const byte Many = (byte)'#';

        private readonly FilterNode _root = new FilterNode(null, null, 0, 0);
        private FilterNode[] _children = new FilterNode[16];
        private int _childCount;
        private int _lastId;

        // The topic that is being matched, and what matches.
        private byte[] _topic;
        private int _end;

        /// <summary>The filters that the last <see cref="Match"/> found: the first <see cref="MatchCount"/> of them.</summary>
        internal BrokerFilter[] Matches = new BrokerFilter[8];

        internal int MatchCount;

        internal int NodeCount
        {
            get { return _childCount; }
        }

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
                    : _children[Probe(node, octets, at, end - at, HashOf(node, octets, at, end - at))];
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
            FilterNode child = _children[Probe(node, _topic, at, end - at, HashOf(node, _topic, at, end - at))];
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

        private static int HashOf(FilterNode parent, byte[] octets, int offset, int length)
        {
            return HashCodes.Add(HashCodes.OfOctets(octets, offset, length), parent.Id);
        }

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
            int hash = HashOf(node, octets, offset, length);
            int at = Probe(node, octets, offset, length, hash);
            if (_children[at] != null)
            {
                return _children[at];
            }

            if (_childCount * 2 >= _children.Length)
            {
                Grow();
                at = Probe(node, octets, offset, length, hash);
            }

            FilterNode child = new FilterNode(node, Octets.Copy(octets, offset, length), ++_lastId, hash);
            _children[at] = child;
            _childCount++;
            node.Uses++;
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
                    RemoveChild(node);
                }

                node = parent;
            }
        }

        private void RemoveChild(FilterNode node)
        {
            int mask = _children.Length - 1;
            int gap = node.Hash & mask;
            while (_children[gap] != node)
            {
                gap = (gap + 1) & mask;
            }

            // What follows without a gap moves up, unless it would move before its own place.
            for (int next = (gap + 1) & mask; _children[next] != null; next = (next + 1) & mask)
            {
                int home = _children[next].Hash & mask;
                if (((next - home) & mask) >= ((next - gap) & mask))
                {
                    _children[gap] = _children[next];
                    gap = next;
                }
            }

            _children[gap] = null;
            _childCount--;
        }

        private int Probe(FilterNode parent, byte[] octets, int offset, int length, int hash)
        {
            int mask = _children.Length - 1;
            int at = hash & mask;
            while (true)
            {
                FilterNode node = _children[at];
                if (node == null || (node.Hash == hash && node.Parent == parent && Octets.AreSame(node.Level, octets, offset, length)))
                {
                    return at;
                }

                at = (at + 1) & mask;
            }
        }

        private void Grow()
        {
            FilterNode[] old = _children;
            _children = new FilterNode[old.Length * 2];
            int mask = _children.Length - 1;
            for (int i = 0; i < old.Length; i++)
            {
                if (old[i] == null)
                {
                    continue;
                }

                int at = old[i].Hash & mask;
                while (_children[at] != null)
                {
                    at = (at + 1) & mask;
                }

                _children[at] = old[i];
            }
        }
    }
}
