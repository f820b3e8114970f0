namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Clients that the operator ends: one by its id, and those that the policy does not allow any more.</summary>
    internal sealed class Kicks
    {
        private readonly ClientDirectory _clients;
        private readonly AccessChecks _access;
        private readonly ConnectionEnds _ends;

        internal Kicks(ClientDirectory clients, AccessChecks access, ConnectionEnds ends)
        {
            _clients = clients;
            _access = access;
            _ends = ends;
        }

        internal void Kick(ClientSession client) => _ends.Kick(client);

        /// <summary>Looks at each client whose address is known; the others are looked at when they come.</summary>
        internal int KickUnwanted()
        {
            int count = 0;
            for (int i = 0; i < _clients.SlotCount; i++)
            {
                ClientSession client = _clients.At(i);
                if (client.State != ClientStage.Free && client.Peer != null && !_access.MayStay(client))
                {
                    Kick(client);
                    count++;
                }
            }

            return count;
        }

        /// <summary>Looks at each client, those included that are away.</summary>
        internal int KickUnless(ISessionRule rule)
        {
            int count = 0;
            ClientFacts facts = new ClientFacts();
            for (int i = 0; i < _clients.SlotCount; i++)
            {
                ClientSession client = _clients.At(i);
                if (facts.Read(client) && !rule.MayStay(facts))
                {
                    Kick(client);
                    count++;
                }
            }

            return count;
        }
    }
}
