namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// What ended sessions may still send, by client id, until it is all again: a client that ends its session and begins another gets no more by it.
    /// Those that ended first come first.
    /// </summary>
    internal sealed class EndedRates : HashTable
    {
        private readonly int _max;
        private readonly GatewayCounters _counters;
        private ClientRate _first;
        private ClientRate _last;

        internal EndedRates(int max, GatewayCounters counters)
        {
            _max = max;
            _counters = counters;
        }

        /// <summary>A session has ended; nothing is kept of a client that could send as much as a new one.</summary>
        internal void Add(byte[] clientId, int idHash, ClientRate rate, long nowMs)
        {
            while (_first != null && _first.IsFull(nowMs))
            {
                Remove(_first);
            }

            if (rate.IsFull(nowMs))
            {
                return;
            }

            if (Count >= _max)
            {
                _counters.RatesForgotten++;
                Remove(_first);
            }

            rate.ClientId = clientId;
            rate.IdHash = idHash;
            rate.Previous = _last;
            if (_last == null)
            {
                _first = rate;
            }
            else
            {
                _last.Next = rate;
            }

            _last = rate;
            Insert(rate);
        }

        /// <summary>Takes out what a client may still send; null where nothing is kept.</summary>
        internal ClientRate Take(byte[] clientId, int idHash)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = idHash & mask; places[at] != null; at = (at + 1) & mask)
            {
                ClientRate rate = (ClientRate)places[at];
                if (rate.IdHash == idHash && Octets.AreSame(rate.ClientId, clientId, 0, clientId.Length))
                {
                    Remove(rate);
                    return rate;
                }
            }

            return null;
        }

        protected override int HashOf(object item) => ((ClientRate)item).IdHash;

        private void Remove(ClientRate rate)
        {
            Delete(rate);
            if (rate.Previous == null)
            {
                _first = rate.Next;
            }
            else
            {
                rate.Previous.Next = rate.Next;
            }

            if (rate.Next == null)
            {
                _last = rate.Previous;
            }
            else
            {
                rate.Next.Previous = rate.Previous;
            }

            rate.Previous = null;
            rate.Next = null;
        }
    }
}
