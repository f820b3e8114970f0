using SensorNet.Links;

namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The attempts at connecting: with which gateway the next is made and when, and what follows one that failed (MQTT-SN 1.2, 6.2, 6.13).
    /// </summary>
    internal sealed class ConnectAttempts : ClientPart
    {
        private readonly Requests _requests;
        private readonly ClientDiscovery _discovery;
        private readonly GatewayChoice _choice;
        private readonly ClientOperations _operations;
        private readonly ConnectHandshake _handshake;
        private readonly GatewayCongestion _congestion;
        private readonly Backoff _reconnects;
        private int _failed;
        private bool _cleanSession;

        // A connection is wanted until Disconnect, Abort or giving up.
        private bool _isWanted;
        private long _waitUntilMs;

        internal ConnectAttempts(ClientCore core, Requests requests, ClientParts parts, ConnectHandshake handshake)
            : base(core)
        {
            _requests = requests;
            _discovery = parts.Discovery;
            _choice = parts.Discovery.Choice;
            _operations = parts.Operations;
            _handshake = handshake;
            _congestion = core.Congestion;
            _reconnects = new Backoff(core.Random, Settings.ReconnectDelayMs, Settings.ReconnectDelayMaxMs);
        }

        // While waiting: when the next is made.
        internal long WaitUntilMs => _waitUntilMs;

        internal void SetCleanSession(bool clean) => _cleanSession = clean;

        internal void SetWanted(bool wanted) => _isWanted = wanted;

        // The owner wants a connection, or another one: nothing of before counts.
        internal void Begin(long nowMs)
        {
            Exchange.Close();
            _isWanted = true;
            _failed = 0;
            _reconnects.Reset();
            _discovery.BeginAnew();
            _choice.ForgiveAll();
            Connect(nowMs);
        }

        // After a connection that was lost: at once, unless the one before it did not last either. 6.13 asks for the same gateway first, but such a
        // one accepts and does not serve.
        internal void ConnectAgain(long nowMs)
        {
            if (_reconnects.TryAtOnce())
            {
                Connect(nowMs);
                return;
            }

            _choice.PreferOthers();
            Wait(nowMs + _reconnects.NextMs());
        }

        // With the gateway that comes first, or by looking for one.
        internal void Connect(long nowMs)
        {
            byte[] gateway = _choice.First();
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

        // A gateway has said itself that it is there: one that was congested may have its broker again. Null: there was no room for it.
        internal void OnCalled(long nowMs, GatewayEntry entry)
        {
            long untilMs = _congestion.UntilMs;
            bool isOther = entry == null || (_choice.IsFixed && !Addresses.AreSame(entry.Address, Sender.Gateway));
            if (isOther || !_congestion.TryShorten(nowMs))
            {
                return;
            }

            if (Status.State == ClientState.Waiting && _waitUntilMs == untilMs)
            {
                _waitUntilMs = _congestion.UntilMs;
            }

            _operations.MoveFirst(untilMs, _congestion.UntilMs);
        }

        // Null: there was no room for it.
        internal void OnGatewayHeard(long nowMs, GatewayEntry entry)
        {
            if (entry == null || entry.Failed || Status.State != ClientState.Searching)
            {
                return;
            }

            if (_isWanted)
            {
                ConnectTo(nowMs, entry.Address);
                return;
            }

            // Nothing more is wanted than a gateway. Where a connection is, one that does not accept it does not end the search.
            _failed = 0;
            _discovery.BeginAnew();
            Status.MoveTo(ClientState.Disconnected);
        }

        // 6.2: the gateway is congested: another one, or the same after a wait that grows up to T_WAIT.
        internal void OnCongested(long nowMs)
        {
            NoteEnded(nowMs);
            if (CountAttempt())
            {
                return;
            }

            if (ConnectToOther(nowMs))
            {
                return;
            }

            _choice.ForgiveAll();
            Wait(_congestion.UntilMs);
        }

        internal void OnFailed(long nowMs, LostReason reason)
        {
            NoteEnded(nowMs);
            Counters.Lost++;
            Events.OnLost(reason);
            if (!Settings.Reconnect)
            {
                GiveUp();
                return;
            }

            if (CountAttempt())
            {
                return;
            }

            if (!ConnectToOther(nowMs))
            {
                TryAgain(nowMs, reason);
            }
        }

        // A connection, or the sleep from which the client could not return.
        internal void NoteEnded(long nowMs)
        {
            _reconnects.Ended(nowMs);
            _discovery.OnEnded(nowMs);
        }

        // The gateway has accepted.
        internal void OnAccepted(long nowMs)
        {
            _handshake.End();
            _failed = 0;
            _reconnects.Connected(nowMs);
            _discovery.OnConnected(nowMs);
            _congestion.NoteServed(nowMs);
            _choice.ForgiveAll();
        }

        // No more attempts, and nothing that needs a connection.
        internal void GiveUp()
        {
            _failed = 0;
            _requests.CallOff();
            Stop(false);
        }

        // onlyAborted: commands that were given since Abort wait for the next connection.
        internal void Stop(bool onlyAborted)
        {
            _isWanted = false;
            _handshake.End();
            Exchange.Close();
            Status.MoveTo(ClientState.Disconnected);
            _operations.Abandon(onlyAborted);
        }

        // There is no other gateway that could be tried.
        private void TryAgain(long nowMs, LostReason reason)
        {
            if (reason == LostReason.Refused)
            {
                GiveUp();
                return;
            }

            if (!_choice.IsFixed)
            {
                _discovery.StartSearch(nowMs);
                return;
            }

            Wait(nowMs + _reconnects.NextMs());
        }

        private void Wait(long untilMs)
        {
            _waitUntilMs = untilMs;
            Status.MoveTo(ClientState.Waiting);
        }

        // False if there is none.
        private bool ConnectToOther(long nowMs)
        {
            _choice.MarkFailed();
            byte[] other = _choice.Other();
            if (other == null)
            {
                return false;
            }

            ConnectTo(nowMs, other);
            return true;
        }

        private void ConnectTo(long nowMs, byte[] gateway) => _handshake.Start(nowMs, gateway, _cleanSession);

        // Whether that was the last one.
        private bool CountAttempt()
        {
            _failed++;
            if (Settings.AttemptsMax == 0 || _failed < Settings.AttemptsMax)
            {
                return false;
            }

            Events.OnLost(LostReason.GaveUp);
            GiveUp();
            return true;
        }
    }
}
