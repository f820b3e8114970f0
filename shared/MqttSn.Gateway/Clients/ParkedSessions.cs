namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The sessions that are kept of clients that are not connected, the longest disconnected first.</summary>
    internal sealed class ParkedSessions
    {
        private ParkedSession _first;
        private ParkedSession _last;

        /// <summary>The one that has been disconnected longest, or null.</summary>
        internal ClientSession First
        {
            get { return _first == null ? null : _first.Client; }
        }

        internal void Add(ClientSession client)
        {
            ParkedSession place = new ParkedSession(client);
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
            client.Parked = place;
        }

        /// <summary>Where it is in the list.</summary>
        internal void Remove(ClientSession client)
        {
            ParkedSession place = client.Parked;
            if (place == null)
            {
                return;
            }

            client.Parked = null;
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
