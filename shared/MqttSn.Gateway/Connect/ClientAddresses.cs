namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Clients that come from a new address, and those that were there.</summary>
    internal sealed class ClientAddresses
    {
        private readonly ClientDirectory _clients;
        private readonly Delivery _delivery;
        private readonly Departures _departures;

        internal ClientAddresses(ClientDirectory clients, Delivery delivery, Departures departures)
        {
            _clients = clients;
            _delivery = delivery;
            _departures = departures;
        }

        /// <summary>The client is at an address. Who was there without a keep alive would never be missed: it is lost.</summary>
        internal void MoveTo(ClientSession client, Peer peer)
        {
            ClientSession displaced = _clients.Move(client, peer);
            if (displaced == null || displaced == client || !displaced.IsConnected)
            {
                // A CONNECT that is not finished ends by its own timer.
                return;
            }

            _delivery.Suspend(displaced);
            if (ClientDeadlines.SupervisionMs(displaced) == Times.Never)
            {
                _departures.Lose(displaced);
            }
        }
    }
}
