namespace SensorNet.MqttSn.Client
{
    /// <summary>The active gateways that a client knows (MQTT-SN 1.2, 6.1). Bounded by <see cref="ClientSettings.GatewaysMax"/>.</summary>
    internal sealed class GatewayTable
    {
        private readonly GatewayEntry[] _entries;
        private int _count;

        internal GatewayTable(int capacity)
        {
            _entries = new GatewayEntry[capacity];
        }

        internal int Count => _count;

        internal bool IsFull => _count == _entries.Length;

        internal GatewayEntry At(int index) => _entries[index];

        internal GatewayEntry OfId(int id)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_entries[i].Id == id)
                {
                    return _entries[i];
                }
            }

            return null;
        }

        internal GatewayEntry OfAddress(byte[] address)
        {
            for (int i = 0; i < _count; i++)
            {
                if (Addresses.AreSame(_entries[i].Address, address))
                {
                    return _entries[i];
                }
            }

            return null;
        }

        // The first that did not fail; null if there is none.
        internal GatewayEntry Usable()
        {
            for (int i = 0; i < _count; i++)
            {
                if (!_entries[i].Failed)
                {
                    return _entries[i];
                }
            }

            return null;
        }

        // There must be room.
        internal GatewayEntry Add(int id)
        {
            GatewayEntry entry = new GatewayEntry();
            entry.Id = id;
            _entries[_count] = entry;
            _count++;
            return entry;
        }

        // The entry that expires first, but not the one with the address in use; null if there is none.
        internal GatewayEntry FirstToExpire(byte[] inUse)
        {
            GatewayEntry first = null;
            for (int i = 0; i < _count; i++)
            {
                GatewayEntry entry = _entries[i];
                if ((first == null || entry.ExpiresMs < first.ExpiresMs) && !Addresses.AreSame(entry.Address, inUse))
                {
                    first = entry;
                }
            }

            return first;
        }

        internal void Remove(GatewayEntry entry)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_entries[i] == entry)
                {
                    _count--;
                    _entries[i] = _entries[_count];
                    _entries[_count] = null;
                    return;
                }
            }
        }

        internal void ForgiveAll()
        {
            for (int i = 0; i < _count; i++)
            {
                _entries[i].Failed = false;
            }
        }

        internal long NextExpiryMs()
        {
            long next = long.MaxValue;
            for (int i = 0; i < _count; i++)
            {
                if (_entries[i].ExpiresMs < next)
                {
                    next = _entries[i].ExpiresMs;
                }
            }

            return next;
        }
    }
}
