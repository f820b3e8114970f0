namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Clients by their client id: open addressing with linear probing, at most half full.</summary>
    internal sealed class ClientIdIndex
    {
        private ClientSession[] _table = new ClientSession[16];
        private int _count;

        internal ClientSession Find(byte[] buffer, int offset, int length)
        {
            int hash = HashCodes.OfOctets(buffer, offset, length);
            int mask = _table.Length - 1;
            for (int at = hash & mask; ; at = (at + 1) & mask)
            {
                ClientSession client = _table[at];
                if (client == null || (client.IdHash == hash && Octets.AreSame(client.Id, buffer, offset, length)))
                {
                    return client;
                }
            }
        }

        internal void Add(ClientSession client)
        {
            if (_count * 2 >= _table.Length)
            {
                Grow();
            }

            Place(client);
            _count++;
        }

        internal void Remove(ClientSession client)
        {
            int mask = _table.Length - 1;
            int at = client.IdHash & mask;
            while (_table[at] != client)
            {
                at = (at + 1) & mask;
            }

            // What follows without a gap moves up, unless it would move before its own place.
            int gap = at;
            for (int next = (at + 1) & mask; _table[next] != null; next = (next + 1) & mask)
            {
                int home = _table[next].IdHash & mask;
                if (((next - home) & mask) >= ((next - gap) & mask))
                {
                    _table[gap] = _table[next];
                    gap = next;
                }
            }

            _table[gap] = null;
            _count--;
        }

        private void Grow()
        {
            ClientSession[] old = _table;
            _table = new ClientSession[old.Length * 2];
            for (int i = 0; i < old.Length; i++)
            {
                if (old[i] != null)
                {
                    Place(old[i]);
                }
            }
        }

        private void Place(ClientSession client)
        {
            int mask = _table.Length - 1;
            int at = client.IdHash & mask;
            while (_table[at] != null)
            {
                at = (at + 1) & mask;
            }

            _table[at] = client;
        }
    }
}
