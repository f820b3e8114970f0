namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The end of what the rooms keep of a client.</summary>
    internal sealed class SessionStore
    {
        private readonly ClientDirectory _clients;
        private readonly ClientTimers _timers;
        private readonly ClientLinks _links;
        private readonly SubscriptionList _subscriptions;
        private readonly Publishing _publishing;
        private readonly Delivery _delivery;

        internal SessionStore(
            ClientDirectory clients,
            ClientTimers timers,
            ClientLinks links,
            SubscriptionList subscriptions,
            Publishing publishing,
            Delivery delivery)
        {
            _clients = clients;
            _timers = timers;
            _links = links;
            _subscriptions = subscriptions;
            _publishing = publishing;
            _delivery = delivery;
        }

        /// <summary>Forgets subscriptions, topics, messages, exchanges and the will; the client itself stays.</summary>
        internal void Clear(ClientSession client)
        {
            _subscriptions.Clear(client);
            _publishing.Clear(client);
            _delivery.Clear(client);
            client.Will = null;
            client.NewWill = null;
        }

        /// <summary>Nothing is left of the client; its slot is free.</summary>
        internal void Remove(ClientSession client)
        {
            if (client.State == ClientState.Disconnected)
            {
                _clients.Unpark(client);
            }

            _links.Close(client, true);
            Clear(client);
            _timers.Remove(client);
            _clients.Remove(client);
        }
    }
}
