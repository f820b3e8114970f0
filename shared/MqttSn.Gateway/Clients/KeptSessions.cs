namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The sessions that are kept of clients that are not connected, the longest disconnected first.</summary>
    internal sealed class KeptSessions
    {
        private KeptSession _first;
        private KeptSession _last;

        /// <summary>The one that has been disconnected longest, or null.</summary>
        internal ClientSession First => _first == null ? null : _first.Client;

        internal void Add(ClientSession client)
        {
            KeptSession place = new KeptSession(client);
            place.Previous = _last;
            if (_last == null)
            {
                _first = place;
            }
            else
            {
                _last.Next = place;
            }

            _last = place;
            client.Kept = place;
        }

        /// <summary>Where it is in the list.</summary>
        internal void Remove(ClientSession client)
        {
            KeptSession place = client.Kept;
            if (place == null)
            {
                return;
            }

            client.Kept = null;
            if (place.Previous == null)
            {
                _first = place.Next;
            }
            else
            {
                place.Previous.Next = place.Next;
            }

            if (place.Next == null)
            {
                _last = place.Previous;
            }
            else
            {
                place.Next.Previous = place.Previous;
            }
        }
    }
}
