namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Transparent: the broker connections of clients are up or down.</summary>
    internal sealed class ClientLinkEvents
    {
        private readonly OwnLink _own;
        private readonly ClientDirectory _clients;
        private readonly ClientLinks _links;
        private readonly IBrokerSide _subscriptions;
        private readonly WillUpdates _willUpdates;
        private readonly Admission _admission;

        internal ClientLinkEvents(
            OwnLink own, ClientDirectory clients, ClientLinks links, IBrokerSide subscriptions, WillUpdates willUpdates, Admission admission)
        {
            _own = own;
            _clients = clients;
            _links = links;
            _subscriptions = subscriptions;
            _willUpdates = willUpdates;
            _admission = admission;
        }

        internal void OnConnected(int connection, bool sessionPresent)
        {
            ClientSession client = _clients.FindConnection(connection);
            if (client == null || client.IsLinkUp)
            {
                return;
            }

            bool wentOn = _links.NoteUp(client);
            if (client.State == ClientStage.Opening)
            {
                _admission.Accept(client);
            }
            else if (!wentOn)
            {
                _willUpdates.OnRenewed(client);
            }

            _subscriptions.OnConnected(connection, sessionPresent);
            if (wentOn)
            {
                // It has the will of before.
                _links.OnRequestEnded(client);
            }

            _links.PlanRecall(client);
        }

        /// <summary>The broker has refused the connection: a client that waits for CONNACK is told why.</summary>
        internal void OnRefused(int connection, ReturnCode code)
        {
            ClientSession client = _clients.FindConnection(connection);
            if (client != null && client.State == ClientStage.Opening)
            {
                _links.NoteLost(client, false);
                _admission.Refuse(client, code);
            }
            else
            {
                OnLost(connection, false);
            }
        }

        internal void OnLost(int connection, bool keepsExchanges)
        {
            ClientSession client = _clients.FindConnection(connection);
            if (client == null || _links.NoteLost(client, keepsExchanges))
            {
                return;
            }

            if (client.State == ClientStage.Opening && (_own.IsUp || !_own.IsUsable))
            {
                _admission.Refuse(client, ReturnCode.Congestion);
            }
            else
            {
                // The client stays connected, and its session as it is, while the gateway tries again.
                _links.ReopenLater(client);
            }
        }
    }
}
