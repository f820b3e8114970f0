namespace SensorNet.MqttSn.Gateway
{
    /// <summary>DISCONNECT of a client (6.12, 6.14), and the gateway's own at a planned stop.</summary>
    internal sealed class Disconnects
    {
        private readonly ClientDirectory _clients;
        private readonly Transmitter _transmitter;
        private readonly ClientLinks _links;
        private readonly ConnectionEnds _ends;
        private readonly Sleeping _sleeping;

        internal Disconnects(ClientDirectory clients, Transmitter transmitter, ClientLinks links, ConnectionEnds ends, Sleeping sleeping)
        {
            _clients = clients;
            _transmitter = transmitter;
            _links = links;
            _ends = ends;
            _sleeping = sleeping;
        }

        internal void OnDisconnect(ClientSession client, Message message)
        {
            if (message.Duration > 0 && client.IsConnected)
            {
                _sleeping.Begin(client, message.Duration);
                return;
            }

            _transmitter.Disconnect(client);
            _ends.End(client, true);
        }

        /// <summary>The gateway stops: every client that listens is told.</summary>
        internal void Stop()
        {
            for (int i = 0; i < _clients.SlotCount; i++)
            {
                ClientSession client = _clients.At(i);
                if (client.IsListening)
                {
                    _transmitter.Disconnect(client);
                }

                _links.Close(client, true);
            }
        }
    }
}
