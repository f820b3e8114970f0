namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The attempts at connecting: with which gateway the next is made and when, and what follows one that failed (MQTT-SN 1.2, 6.2, 6.13).
    /// </summary>
    internal sealed class ConnectAttempts
    {
        private readonly ClientSettings _settings;
        private readonly IClientEvents _events;
        private readonly ClientCounters _counters;
        private readonly Exchange _exchange;
        private readonly ClientStatus _status;
        private readonly Requests _requests;
        private readonly ClientDiscovery _discovery;
        private readonly ClientOperations _operations;
        private readonly ConnectHandshake _handshake;
        private readonly ReconnectPace _pace;
        private bool _cleanSession;

        // A connection is wanted until Disconnect, Abort or giving up.
        private bool _isWanted;

        internal ConnectAttempts(ClientOwner owner, ClientLink link, Requests requests, ClientParts parts, ConnectHandshake handshake)
        {
            _settings = owner.Settings;
            _events = owner.Events;
            _counters = owner.Counters;
            _exchange = link.Exchange;
            _status = link.Status;
            _requests = requests;
            _discovery = parts.Discovery;
            _operations = parts.Operations;
            _handshake = handshake;
            _pace = new ReconnectPace(owner);
        }

        // While waiting: when the next is made.
        internal long WaitUntilMs => _pace.UntilMs;

        internal void SetCleanSession(bool clean)
        {
            _cleanSession = clean;
        }

        internal void SetWanted(bool wanted)
        {
            _isWanted = wanted;
        }

        // The owner wants a connection: nothing of before counts.
        internal void Begin(long nowMs)
        {
            _isWanted = true;
            _pace.Reset();
            _discovery.RestartInterval();
            _discovery.Choice.ForgiveAll();
            Connect(nowMs);
        }

        // With the gateway that comes first, or by looking for one.
        internal void Connect(long nowMs)
        {
            byte[] gateway = _discovery.Choice.First();
            if (gateway == null)
            {
                _discovery.StartSearch(nowMs);
                return;
            }

            ConnectTo(nowMs, gateway);
        }

        // 6.1: SEARCHGW is sent again as long as no gateway is heard.
        internal void OnSearchDue(long nowMs)
        {
            if (!_discovery.IsSearchSent || !CountAttempt())
            {
                _discovery.SendSearch(nowMs);
            }
        }

        // Null: there was no room for it.
        internal void OnGatewayHeard(long nowMs, GatewayEntry entry)
        {
            if (entry == null || entry.Failed || _status.State != ClientState.Searching)
            {
                return;
            }

            if (_isWanted)
            {
                ConnectTo(nowMs, entry.Address);
                return;
            }

            // Nothing more is wanted than a gateway. Where a connection is, one that does not accept it does not end the search.
            _pace.ForgetAttempts();
            _discovery.BeginAnew();
            _status.MoveTo(ClientState.Disconnected);
        }

        // 6.2: the gateway is congested: another one, or the same after T_WAIT.
        internal void OnCongested(long nowMs)
        {
            if (CountAttempt())
            {
                return;
            }

            _discovery.Choice.MarkFailed();
            byte[] other = _discovery.Choice.Other();
            if (other != null)
            {
                ConnectTo(nowMs, other);
                return;
            }

            _discovery.Choice.ForgiveAll();
            _pace.StartCongestionWait(nowMs);
            _status.MoveTo(ClientState.Waiting);
        }

        internal void OnFailed(long nowMs, LostReason reason)
        {
            _counters.Lost++;
            _events.OnLost(reason);
            if (!_settings.Reconnect)
            {
                GiveUp();
                return;
            }

            if (CountAttempt())
            {
                return;
            }

            _discovery.Choice.MarkFailed();
            GoElsewhere(nowMs, reason);
        }

        // The gateway has accepted.
        internal void OnAccepted()
        {
            _handshake.End();
            _pace.Reset();
            _discovery.BeginAnew();
            _discovery.Choice.ForgiveAll();
        }

        // No more attempts, and nothing that needs a connection.
        internal void GiveUp()
        {
            _isWanted = false;
            _pace.ForgetAttempts();
            _exchange.Close();
            _requests.CallOff();
            _status.MoveTo(ClientState.Disconnected);
            _operations.Abandon(false);
        }

        private void GoElsewhere(long nowMs, LostReason reason)
        {
            byte[] other = _discovery.Choice.Other();
            if (other != null)
            {
                ConnectTo(nowMs, other);
                return;
            }

            if (reason == LostReason.Refused)
            {
                GiveUp();
                return;
            }

            if (!_discovery.Choice.IsFixed)
            {
                _discovery.StartSearch(nowMs);
                return;
            }

            _pace.StartWait(nowMs);
            _status.MoveTo(ClientState.Waiting);
        }

        private void ConnectTo(long nowMs, byte[] gateway)
        {
            _handshake.Start(nowMs, gateway, _cleanSession);
        }

        // Whether that was the last one.
        private bool CountAttempt()
        {
            if (!_pace.CountAttempt())
            {
                return false;
            }

            _events.OnLost(LostReason.GaveUp);
            GiveUp();
            return true;
        }
    }
}
