namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Transparent: opens and closes the broker connections of clients.</summary>
    internal sealed class ClientConnector
    {
        private readonly ClientDirectory _clients;
        private readonly IClientConnections _connections;
        private readonly AccessChecks _access;

        internal ClientConnector(ClientDirectory clients, IClientConnections connections, AccessChecks access)
        {
            _clients = clients;
            _connections = connections;
            _access = access;
        }

        /// <summary>A number that no connection of the client has had lately.</summary>
        internal int NewNumber(ClientSession client) => _clients.NewConnection(client);

        /// <summary>Opens the connection of a number; false where it cannot be. The broker is given the will if the client may publish it.</summary>
        internal bool Open(ClientSession client, int connection)
        {
            ConnectState connect = client.Connect;
            Will will = _access.AllowsWill(client) ? client.StoredWill : null;
            return _connections.Open(connection, client.Id, connect.CleanSession, client.PeriodMs / 1000, will);
        }

        internal void Close(int connection, bool sendDisconnect) => _connections.Close(connection, sendDisconnect);
    }
}
