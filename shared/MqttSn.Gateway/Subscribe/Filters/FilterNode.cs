namespace SensorNet.MqttSn.Gateway
{
    /// <summary>One level of a filter with wildcards in <see cref="FilterTree"/>.</summary>
    internal sealed class FilterNode
    {
        internal readonly FilterNode Parent;
        internal readonly byte[] Level;
        internal readonly int Id;
        internal readonly int Hash;

        // The child for +, and the filters that end here and with # below here.
        internal FilterNode Plus;
        internal BrokerFilter Exact;
        internal BrokerFilter All;

        // Children, Plus included, and filters: at 0 the node is of no use.
        internal int Uses;

        internal FilterNode(FilterNode parent, byte[] level, int id, int hash)
        {
            Parent = parent;
            Level = level;
            Id = id;
            Hash = hash;
        }
    }
}
