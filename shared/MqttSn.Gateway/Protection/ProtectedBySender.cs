namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Protected clients by their sender ids, which are as good as random.</summary>
    internal sealed class ProtectedBySender : HashTable
    {
        internal void Add(ProtectedClient client) => Insert(client);

        internal ProtectedClient Find(byte[] buffer, int offset)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = HashOf(buffer, offset) & mask; places[at] != null; at = (at + 1) & mask)
            {
                ProtectedClient client = (ProtectedClient)places[at];
                if (Octets.AreSame(client.Key.ClientSenderId, buffer, offset, ProtectionFormat.SenderIdBytes))
                {
                    return client;
                }
            }

            return null;
        }

        protected override int HashOf(object item) => HashOf(((ProtectedClient)item).Key.ClientSenderId, 0);

        private static int HashOf(byte[] id, int offset) =>
            (id[offset] << 24) | (id[offset + 1] << 16) | (id[offset + 2] << 8) | id[offset + 3];
    }
}
