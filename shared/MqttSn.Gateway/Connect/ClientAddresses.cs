using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Clients that come from a new address, and those that were there.</summary>
    internal sealed class ClientAddresses
    {
        private readonly ClientDirectory _clients;
        private readonly Delivery _delivery;
        private readonly ConnectionEnds _ends;
        private readonly SessionRecords _records;

        internal ClientAddresses(ClientDirectory clients, Delivery delivery, ConnectionEnds ends, SessionRecords records)
        {
            _clients = clients;
            _delivery = delivery;
            _ends = ends;
            _records = records;
        }

        /// <summary>The client is at an address. A client that was there and has no keep alive would never time out: it is lost.</summary>
        internal void MoveTo(ClientSession client, Peer peer)
        {
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
