namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Protected clients by their client ids.</summary>
    internal sealed class ProtectedById : HashTable
    {
        internal void Add(ProtectedClient client) => Insert(client);

        internal ProtectedClient Find(byte[] buffer, int offset, int length)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = HashCodes.OfOctets(buffer, offset, length) & mask; places[at] != null; at = (at + 1) & mask)
            {
                ProtectedClient client = (ProtectedClient)places[at];
                if (Octets.AreSame(client.ClientId, buffer, offset, length))
                {
                    return client;
                }
            }

            return null;
        }

        /// <summary>Those that another table has not send nothing any more.</summary>
        internal void EndAllBut(ProtectedById others)
        {
            object[] places = Places;
            for (int i = 0; i < places.Length; i++)
            {
                ProtectedClient client = (ProtectedClient)places[i];
                if (client != null && others.Find(client.ClientId, 0, client.ClientId.Length) != client)
                {
                    lock (client)
                    {
                        client.Protector.End();
                    }
                }
            }
        }

        protected override int HashOf(object item)
        {
            byte[] id = ((ProtectedClient)item).ClientId;
            return HashCodes.OfOctets(id, 0, id.Length);
        }
    }
}
