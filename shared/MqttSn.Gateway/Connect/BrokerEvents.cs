namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Broker connections, the gateway's own and clients', come and go.</summary>
    internal sealed class BrokerEvents
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly ClientDirectory _clients;
        private readonly PendingTable _pending;
        private readonly Transmitter _transmitter;
        private readonly IClientConnections _connections;
        private readonly Discovery _discovery;
        private readonly IBrokerSide _subscriptions;
        private readonly WillPublisher _wills;
        private readonly Recalls _recalls;
        private readonly ClientLinks _links;
        private readonly Connecting _connecting;

        internal BrokerEvents(
            GatewaySettings settings,
            GatewayClock clock,
            OwnLink own,
            ClientDirectory clients,
            PendingTable pending,
            Transmitter transmitter,
            IClientConnections connections,
            Discovery discovery,
            IBrokerSide subscriptions,
            WillPublisher wills,
            Recalls recalls,
            ClientLinks links,
            Connecting connecting)
        {
            _settings = settings;
            _clock = clock;
            _own = own;
            _clients = clients;
            _pending = pending;
            _transmitter = transmitter;
            _connections = connections;
            _discovery = discovery;
            _subscriptions = subscriptions;
            _wills = wills;
            _recalls = recalls;
            _links = links;
            _connecting = connecting;
        }

        internal void OnConnected(int connection, bool sessionPresent)
        {
            if (connection == OwnLink.Number)
            {
                OnOwnConnected(sessionPresent);
                return;
            }

            ClientSession client = _clients.FindConnection(connection);
            if (client == null || client.ConnectionUp)
            {
                return;
            }

            client.ConnectionUp = true;
            client.ConnectionSinceMs = _clock.NowMs;
            bool wentOn = client.ConnectionGoesOn;
            client.ConnectionGoesOn = false;
            if (client.State == ClientState.Opening)
            {
                _connecting.OnOpened(client);
            }
            else if (!wentOn)
            {
                AnswerWillUpdate(client);
            }

            _subscriptions.OnConnected(connection, sessionPresent);
            if (wentOn)
            {
                // It has the will of before.
                _links.OnRequestEnded(client);
            }

            if (client.RecallDue)
            {
                _recalls.Plan(client);
            }
        }

        internal void OnLost(int connection, bool keepsExchanges)
        {
            if (connection == OwnLink.Number)
            {
                _own.Down();
                _discovery.OnLost();
                _subscriptions.OnOwnLost();
                _pending.LoseAll(connection, keepsExchanges);
                return;
            }

            ClientSession client = _clients.FindConnection(connection);
            if (client == null)
            {
                return;
            }

            if (client.ConnectionUp)
            {
                _links.NoteEnd(client);
            }

            if (keepsExchanges && client.State != ClientState.Opening && client.ShortConnections < ClientLinks.ShortConnectionsMax)
            {
                // What is on its way to the broker goes on with the session, under the same packet ids; what waits for the client stays, too.
                client.ConnectionUp = false;
                client.ConnectionGoesOn = true;
                _links.LoseRequests(client, true);
                return;
            }

            _links.Leave(client, true);
            if (keepsExchanges)
            {
                _connections.Close(connection, false);
            }

            if (client.State == ClientState.Opening && (_own.IsUp || !_own.IsUsable))
            {
                _connecting.Refuse(client, ReturnCode.Congestion);
            }
            else
            {
                // The client stays connected, and its session as it is, while the gateway tries again.
                _links.ReopenLater(client);
            }
        }

        private void OnOwnConnected(bool sessionPresent)
        {
            bool forgot = _own.Up(sessionPresent);
            _discovery.OnConnected();
            _subscriptions.OnConnected(OwnLink.Number, sessionPresent);
            _wills.Pump();
            if (forgot && !_settings.IsTransparent)
            {
                _recalls.PlanAll();
            }
        }

        private void AnswerWillUpdate(ClientSession client)
        {
            MessageType update = client.WillUpdate;
            client.WillUpdate = MessageType.None;
            if (update == MessageType.WillTopicUpd)
            {
                _transmitter.WillTopicResp(client, ReturnCode.Accepted);
            }
            else if (update == MessageType.WillMsgUpd)
            {
                _transmitter.WillMsgResp(client, ReturnCode.Accepted);
            }
        }
    }
}
