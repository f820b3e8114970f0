namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Protected clients by their numbers.</summary>
    internal sealed class ProtectedByNumber : HashTable
    {
        internal void Add(ProtectedClient client) => Insert(client);

        internal ProtectedClient Find(long number)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = HashCodes.OfLong(number) & mask; places[at] != null; at = (at + 1) & mask)
            {
                ProtectedClient client = (ProtectedClient)places[at];
                if (client.Number == number)
                {
                    return client;
                }
            }

            return null;
        }

        protected override int HashOf(object item) => HashCodes.OfLong(((ProtectedClient)item).Number);
    }
}
