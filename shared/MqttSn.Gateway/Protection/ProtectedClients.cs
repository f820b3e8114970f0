using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// All clients with a key. It does not change: a new list of keys makes a new one, which takes over the clients whose key is the same,
    /// and ends the others: a key that comes back later gets counters that were not used.
    /// </summary>
    public sealed class ProtectedClients
    {
        private readonly ProtectedBySender _bySender = new ProtectedBySender();
        private readonly ProtectedById _byId = new ProtectedById();
        private readonly ProtectedByNumber _byNumber = new ProtectedByNumber();
        private long _nextNumber;

        /// <summary>The clients of a list of keys.</summary>
        /// <param name="keys">One a client id.</param>
        /// <param name="previous">The clients of before, or null. A client keeps its number when its key changes, and all else when it does
        /// not.</param>
        /// <param name="reserve">The gateway's counters.</param>
        /// <param name="random">Fills the packets' random field; clients share it.</param>
        /// <exception cref="ArgumentException">Two keys have the same client id, or the same sender id.</exception>
        public ProtectedClients(ProtectionKey[] keys, ProtectedClients previous, CounterReserve reserve, Random random)
        {
            _nextNumber = previous == null ? 0 : previous._nextNumber;
            for (int i = 0; i < keys.Length; i++)
            {
                ProtectionKey key = keys[i];
                if (FindId(key.ClientId, 0, key.ClientId.Length) != null)
                {
                    throw new ArgumentException("the client id of key " + (i + 1).ToString() + " has a key already", "keys");
                }

                if (FindSender(key.ClientSenderId, 0) != null)
                {
                    throw new ArgumentException("key " + (i + 1).ToString() + " gives a sender id that another has: take another key", "keys");
                }

                Add(Client(key, previous, reserve, random));
            }

            if (previous != null)
            {
                previous._byId.EndAllBut(_byId);
            }
        }

        /// <summary>How many there are.</summary>
        public int Count => _byId.Count;

        /// <summary>The client of a client id, or null.</summary>
        public ProtectedClient FindId(byte[] buffer, int offset, int length) => _byId.Find(buffer, offset, length);

        internal ProtectedClient FindSender(byte[] buffer, int offset) => _bySender.Find(buffer, offset);

        /// <summary>The client of a number, or null.</summary>
        public ProtectedClient FindNumber(long number) => _byNumber.Find(number);

        private ProtectedClient Client(ProtectionKey key, ProtectedClients previous, CounterReserve reserve, Random random)
        {
            ProtectedClient before = previous == null ? null : previous.FindId(key.ClientId, 0, key.ClientId.Length);
            if (before != null && before.Key.IsSame(key))
            {
                return before;
            }

            // A number is never given to another client: the state machine may still have a session under it.
            return new ProtectedClient(key, before == null ? _nextNumber++ : before.Number, reserve, random);
        }

        private void Add(ProtectedClient client)
        {
            _bySender.Add(client);
            _byId.Add(client);
            _byNumber.Add(client);
        }
    }
}
