namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The topic filters in use, each once. What it holds without wildcards matches by name alone.</summary>
    internal sealed class FilterTable : HashTable
    {
        /// <summary>The places of the table, for a walk over all: some are empty.</summary>
        internal int PlaceCount => Places.Length;

        internal BrokerFilter At(int place) => (BrokerFilter)Places[place];

        internal BrokerFilter Find(byte[] buffer, int offset, int length, int hash)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = hash & mask; ; at = (at + 1) & mask)
            {
                BrokerFilter filter = (BrokerFilter)places[at];
                if (filter == null || (filter.Hash == hash && Octets.AreSame(filter.Filter, buffer, offset, length)))
                {
                    return filter;
                }
            }
        }

        internal void Add(BrokerFilter filter) => Insert(filter);

        internal void Remove(BrokerFilter filter) => Delete(filter);

        protected override int HashOf(object item) => ((BrokerFilter)item).Hash;
    }
}
