namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Aggregating, MQTT 5: the subscription identifier of each request whose messages may come. A SUBSCRIBE to the same filter replaces the
    /// identifier [MQTT-3.8.4-3], so that the retained messages of each request have its own.
    /// </summary>
    internal sealed class RequestIdentifiers : HashTable
    {
        /// <summary>The highest identifier there is (MQTT 5, 3.8.2.1.2).</summary>
        private const int IdentifierMax = 268435455;

        private int _last;

        /// <summary>An identifier that no request has.</summary>
        internal int Next()
        {
            do
            {
                _last = _last == IdentifierMax ? 1 : _last + 1;
            }
            while (Find(_last) != null);
            return _last;
        }

        /// <summary>Whose it is; null where it is of no request, or of one whose subscription has been replaced long ago.</summary>
        internal RetainedRequest Find(int identifier)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = identifier & mask; ; at = (at + 1) & mask)
            {
                RetainedRequest request = (RetainedRequest)places[at];
                if (request == null || request.Identifier == identifier)
                {
                    return request;
                }
            }
        }

        internal void Add(RetainedRequest request)
        {
            if (request.Identifier != 0)
            {
                Insert(request);
            }
        }

        internal void Remove(RetainedRequest request)
        {
            if (request.Identifier != 0)
            {
                Delete(request);
                request.Identifier = 0;
            }
        }

        protected override int HashOf(object item) => ((RetainedRequest)item).Identifier;
    }
}
