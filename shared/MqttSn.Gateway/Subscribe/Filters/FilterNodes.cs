namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The nodes of a <see cref="FilterTree"/> other than those for +, by parent and level.</summary>
    internal sealed class FilterNodes : HashTable
    {
        internal static int HashOf(FilterNode parent, byte[] octets, int offset, int length) =>
            HashCodes.Add(HashCodes.OfOctets(octets, offset, length), parent.Id);

        /// <summary>The child of a node for a level; null where there is none.</summary>
        internal FilterNode Find(FilterNode parent, byte[] octets, int offset, int length, int hash)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = hash & mask; ; at = (at + 1) & mask)
            {
                FilterNode node = (FilterNode)places[at];
                if (node == null || (node.Hash == hash && node.Parent == parent && Octets.AreSame(node.Level, octets, offset, length)))
                {
                    return node;
                }
            }
        }

        internal void Add(FilterNode node) => Insert(node);

        internal void Remove(FilterNode node) => Delete(node);

        protected override int HashOf(object item) => ((FilterNode)item).Hash;
    }
}
