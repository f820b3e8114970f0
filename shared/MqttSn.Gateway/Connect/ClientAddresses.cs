using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Clients that come from a new address, and those that were there.</summary>
    internal sealed class ClientAddresses
    {
        private readonly ClientDirectory _clients;
        private readonly Delivery _delivery;
        private readonly ConnectionEnds _ends;
        private readonly AddressMoves _moves;
        private readonly AccessChecks _access;
        private readonly SessionRecords _records;

        internal ClientAddresses(
            ClientDirectory clients, Delivery delivery, ConnectionEnds ends, AddressMoves moves, AccessChecks access, SessionRecords records)
        {
            _clients = clients;
            _delivery = delivery;
            _ends = ends;
            _records = records;
            _moves = moves;
            _access = access;
        }

        /// <summary>Whether the sender of a CONNECT may be the client that it says. The client that has the client id now, or null.</summary>
        internal bool MayConnect(Peer peer, ClientSession known, Message message) => _access.MayConnect(peer, known, message);

        /// <summary>
        /// Whether a sleeper may wake at an address that is not its own: what waits for it goes to where the PINGREQ says that it comes from.
        /// </summary>
        internal bool MayWakeAt(Peer peer, ClientSession named, Message message) =>
            _access.MayConnect(peer, named, message) && _moves.HasLeft(named);

        /// <summary>The sender of a CONNECT is the client from now on, and it is at the sender's address.</summary>
        internal void Begin(ClientSession client, Peer peer)
        {
            MoveTo(client, peer);
            _access.Begin(client, peer.Identity);
        }

        /// <summary>The client is at an address. A client that was there and has no keep alive would never time out: it is lost.</summary>
        internal void MoveTo(ClientSession client, Peer peer)
        {
            if (client.Peer != null && !client.IsAt(peer))
            {
                _moves.Note(client);
            }

            ClientSession displaced = _clients.Move(client, peer);
            if (displaced == null || displaced == client || !displaced.IsConnected)
            {
                // A CONNECT that is not finished ends by its own timer.
                return;
            }

            _delivery.Suspend(displaced);
            _records.Change(displaced);
            if (ClientDeadlines.SupervisionMs(displaced) == Deadline.Never)
            {
                _ends.Lose(displaced);
            }
        }
    }
}
