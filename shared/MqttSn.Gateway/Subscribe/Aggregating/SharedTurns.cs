namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Aggregating: which of the clients that share a subscription gets a message: those that listen, one after the other.</summary>
    internal sealed class SharedTurns
    {
        /// <summary>How many are looked at for one that listens; after that the first of them gets the message, and it waits.</summary>
        private const int LooksMax = 64;

        private readonly ClientDirectory _clients;

        internal SharedTurns(ClientDirectory clients)
        {
            _clients = clients;
        }

        /// <summary>The subscription whose turn it is; null where there is none any more.</summary>
        internal FilterSubscription Next(BrokerFilter filter)
        {
            FilterSubscription first = null;
            FilterSubscription at = filter.LastServed;
            for (int looks = 0; looks < LooksMax; looks++)
            {
                at = at == null || at.NextOfFilter == null ? filter.First : at.NextOfFilter;
                if (at == null || at == first)
                {
                    break;
                }

                first = first ?? at;
                if (Listens(_clients.At(at.Owner.Slot)))
                {
                    filter.LastServed = at;
                    return at;
                }
            }

            filter.LastServed = first;
            return first;
        }

        private static bool Listens(ClientSession client) => client.IsListening && (client.Queue == null || !client.Queue.Stalled);
    }
}
