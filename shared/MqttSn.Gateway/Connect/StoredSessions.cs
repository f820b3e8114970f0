namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The sessions of clients that are not connected, and the end of what is kept of a client.</summary>
    internal sealed class StoredSessions
    {
        private readonly GatewayCounters _counters;
        private readonly ClientDirectory _clients;
        private readonly ClientTimers _timers;
        private readonly ClientLinks _links;
        private readonly Delivery _delivery;
        private readonly ISessionPart[] _parts;
        private readonly SessionRecords _records;

        /// <summary>A store.</summary>
        /// <param name="basics">What most classes go by.</param>
        /// <param name="clients">The clients.</param>
        /// <param name="timers">When something is due of them.</param>
        /// <param name="links">Their broker connections.</param>
        /// <param name="delivery">The messages to them.</param>
        /// <param name="parts">What keeps a part of a session, in the order in which they are cleared.</param>
        internal StoredSessions(
            GatewayBasics basics, ClientDirectory clients, ClientTimers timers, ClientLinks links, Delivery delivery, ISessionPart[] parts)
        {
            _counters = basics.Counters;
            _records = new SessionRecords(basics);
            _clients = clients;
            _timers = timers;
            _links = links;
            _delivery = delivery;
            _parts = parts;
        }

        /// <summary>The client is not connected any more: its session waits for it.</summary>
        internal void Keep(ClientSession client)
        {
            _clients.LeaveAddress(client);
            _clients.Kept.Add(client);
            _records.Change(client);
            _delivery.Leave(client);
        }

        /// <summary>The client begins a connection with the session that it has; where it had a connection, that ends.</summary>
        internal void Take(ClientSession client)
        {
            _clients.Kept.Remove(client);
            _links.Close(client, true);
            _delivery.Suspend(client);
        }

        /// <summary>Forgets subscriptions, topics, messages, exchanges and the will; the client itself stays.</summary>
        internal void Clear(ClientSession client)
        {
            _records.End(client);
            for (int i = 0; i < _parts.Length; i++)
            {
                _parts[i].Clear(client);
            }

            ClientWills.Delete(client);
            _clients.Renumber(client);
        }

        /// <summary>Nothing is left of the client; its slot is free.</summary>
        internal void Remove(ClientSession client)
        {
            _clients.Kept.Remove(client);
            _links.Close(client, true);
            Clear(client);
            _timers.Remove(client);
            _clients.Remove(client);
        }

        /// <summary>The client's session, which is kept, is given up.</summary>
        internal void Expire(ClientSession client)
        {
            _counters.SessionsExpired++;
            Remove(client);
        }
    }
}
