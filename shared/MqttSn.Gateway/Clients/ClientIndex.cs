namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Clients by their client id, or by their address.</summary>
    internal sealed class ClientIndex : HashTable
    {
        private readonly bool _byAddress;

        internal ClientIndex(bool byAddress)
        {
            _byAddress = byAddress;
        }

        internal ClientSession FindPeer(Peer peer)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = peer.Hash & mask; ; at = (at + 1) & mask)
            {
                ClientSession client = (ClientSession)places[at];
                if (client == null || client.Peer.IsSame(peer))
                {
                    return client;
                }
            }
        }

        internal ClientSession FindId(byte[] buffer, int offset, int length)
        {
            int hash = HashCodes.OfOctets(buffer, offset, length);
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = hash & mask; ; at = (at + 1) & mask)
            {
                ClientSession client = (ClientSession)places[at];
                if (client == null || (client.IdHash == hash && Octets.AreSame(client.Id, buffer, offset, length)))
                {
                    return client;
                }
            }
        }

        internal void Add(ClientSession client) => Insert(client);

        internal void Remove(ClientSession client) => Delete(client);

        protected override int HashOf(object item)
        {
            ClientSession client = (ClientSession)item;
            return _byAddress ? client.Peer.Hash : client.IdHash;
        }
    }
}
