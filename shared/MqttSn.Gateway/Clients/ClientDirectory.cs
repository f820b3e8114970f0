using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The clients: their slots, and the ways to find one by its address, its client id and its broker connection. All grows on demand up to
    /// <see cref="GatewaySettings.ClientsMax"/>; a freed slot is the next one used.
    /// </summary>
    internal sealed class ClientDirectory
    {
        private const int SlotBits = 20;
        private const int SlotMask = (1 << SlotBits) - 1;

        private readonly int _max;
        private readonly ClientIndex _peers = new ClientIndex(true);
        private readonly ClientIndex _ids = new ClientIndex(false);
        private readonly KeptSessions _kept = new KeptSessions();
        private readonly ClientPopulation _population = new ClientPopulation();
        private ClientSession[] _slots = new ClientSession[16];
        private int[] _free = new int[16];
        private int _used;
        private int _freeCount;
        private int _connectionSerial;
        private long _lastNumber;

        internal ClientDirectory(int max)
        {
            _max = max;
        }

        /// <summary>Clients, sessions that are kept included.</summary>
        internal int Count => _used - _freeCount;

        /// <summary>Those whose CONNECT is not finished.</summary>
        internal int UnderWayCount => _population.UnderWay;

        internal bool IsFull => _freeCount == 0 && _used == _max;

        /// <summary>The sessions among them that are kept of clients that are not connected.</summary>
        internal KeptSessions Kept => _kept;

        /// <summary>Slots that have been used: an index below it may be free now.</summary>
        internal int SlotCount => _used;

        internal ClientSession At(int slot) => _slots[slot];

        internal ClientSession Find(Peer peer) => _peers.FindPeer(peer);

        internal ClientSession FindId(byte[] buffer, int offset, int length) => _ids.FindId(buffer, offset, length);

        internal ClientSession FindConnection(int connection)
        {
            int slot = (connection - 1) & SlotMask;
            return connection > 0 && slot < _used && _slots[slot].Connection == connection ? _slots[slot] : null;
        }

        /// <summary>
        /// A number for a new broker connection of a client: the slot, and a serial that sets it apart from the slot's earlier ones.
        /// </summary>
        internal int NewConnection(ClientSession client)
        {
            _connectionSerial = (_connectionSerial + 1) & 0x3FF;
            return ((_connectionSerial << SlotBits) | client.Slot) + 1;
        }

        /// <summary>A slot for a client id that has none; not to be called when full.</summary>
        internal ClientSession Add(byte[] buffer, int offset, int length)
        {
            ClientSession client = TakeSlot();
            client.Id = Octets.Copy(buffer, offset, length);
            client.IdHash = HashCodes.OfOctets(buffer, offset, length);
            _ids.Add(client);
            Renumber(client);
            return client;
        }

        /// <summary>The client has a new session.</summary>
        internal void Renumber(ClientSession client) => client.Number = ++_lastNumber;

        /// <summary>A session of before the gateway began has this number: new ones are above it.</summary>
        internal void RestoreNumber(ClientSession client, long number)
        {
            client.Number = number;
            _lastNumber = number > _lastNumber ? number : _lastNumber;
        }

        /// <summary>The client is at an address now, and nobody else is: returns who was, or null.</summary>
        internal ClientSession Move(ClientSession client, Peer peer)
        {
            LeaveAddress(client);
            ClientSession other = _peers.FindPeer(peer);
            if (other != null)
            {
                // It is at another address now. Until its keep alive or sleep duration has passed it may send from there.
                LeaveAddress(other);
                other.EndAwake();
            }

            client.Peer = peer.Copy();
            _peers.Add(client);
            return other;
        }

        internal void LeaveAddress(ClientSession client)
        {
            if (client.Peer != null)
            {
                _peers.Remove(client);
                client.Peer = null;
            }
        }

        internal void Remove(ClientSession client)
        {
            LeaveAddress(client);
            _ids.Remove(client);
            client.Reset();
            if (_freeCount == _free.Length)
            {
                int[] free = new int[_freeCount * 2];
                Array.Copy(_free, free, _freeCount);
                _free = free;
            }

            _free[_freeCount++] = client.Slot;
        }

        private ClientSession TakeSlot()
        {
            if (_freeCount > 0)
            {
                return _slots[_free[--_freeCount]];
            }

            if (_used == _slots.Length)
            {
                ClientSession[] slots = new ClientSession[Math.Min(_used * 2, _max)];
                Array.Copy(_slots, slots, _used);
                _slots = slots;
            }

            ClientSession client = new ClientSession(_used, _population);
            _slots[_used++] = client;
            return client;
        }
    }
}
