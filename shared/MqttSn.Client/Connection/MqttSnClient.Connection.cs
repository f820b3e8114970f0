namespace SensorNet.MqttSn.Client
{
    // Connecting, sleeping, disconnecting, and what follows a loss.
    public sealed partial class MqttSnClient
    {
        private bool _cleanSession;

        // A connection is wanted until Disconnect, Abort or giving up.
        private bool _wantsConnection;

        // The CONNECT under way is the return from sleep; what it says of CleanSession.
        private bool _waking;
        private bool _connectClean;

        private int _attempts;
        private long _waitUntilMs;
        private int _reconnectDelayMs;

        private void DoRequests(long nowMs)
        {
            if (_requests.TakeAbort())
            {
                DoAbort();
            }

            if (_requests.TakeConnect())
            {
                DoConnect(nowMs);
            }

            if (_requests.TakeDiscover() && State == ClientState.Disconnected)
            {
                _discovery.StartSearch(nowMs);
            }

            if (IsSleeping)
            {
                DoWhileSleeping(nowMs);
            }
            else if (State != ClientState.FallingAsleep)
            {
                _requests.TakeWake();
                _requests.TakeCheck();
            }

            DoPendingEarly();
        }

        private void DoAbort()
        {
            bool connected = State != ClientState.Disconnected && State != ClientState.Searching && State != ClientState.Waiting;
            if (connected)
            {
                _sender.Disconnect();
            }

            _wantsConnection = false;
            EndSession();
            SetState(ClientState.Disconnected);
            _operations.Abandon(true);
        }

        private void DoConnect(long nowMs)
        {
            _wantsConnection = true;
            _waking = false;
            _attempts = 0;
            _discovery.RestartInterval();
            _reconnectDelayMs = _settings.ReconnectDelayMs;
            _discovery.Choice.ForgiveAll();
            _exchange.Close();
            StartConnecting(nowMs);
        }

        private void DoWhileSleeping(long nowMs)
        {
            if (_requests.TakeWake())
            {
                _exchange.Close();
                _waking = true;
                ConnectTo(_sender.Gateway, nowMs);
                return;
            }

            // An awake phase ends first.
            if (State != ClientState.Asleep)
            {
                return;
            }

            if (_requests.Pending != Pending.None)
            {
                StartPending(nowMs);
                return;
            }

            if (_requests.TakeCheck())
            {
                StartAwake(nowMs);
            }
        }

        // A disconnect for which nothing is left to do, or nothing can be done.
        private void DoPendingEarly()
        {
            if (_requests.Pending == Pending.None)
            {
                return;
            }

            if (State == ClientState.Disconnected)
            {
                _requests.TakePending();
                return;
            }

            bool onTheWay = State == ClientState.Searching || State == ClientState.Waiting || State == ClientState.Connecting;
            if (_requests.Pending == Pending.Disconnect && onTheWay && _operations.Queue.Count == 0 && !_requests.IsPing)
            {
                if (State == ClientState.Connecting)
                {
                    // The gateway may have heard CONNECT.
                    _sender.Disconnect();
                }

                FinishDisconnect();
            }
        }

        private void StartConnecting(long nowMs)
        {
            byte[] gateway = _discovery.Choice.First();
            if (gateway == null)
            {
                _discovery.StartSearch(nowMs);
                return;
            }

            ConnectTo(gateway, nowMs);
        }

        // 6.1: SEARCHGW is sent again as long as no gateway is heard.
        private void OnSearchDue(long nowMs)
        {
            if (!_discovery.IsSearchSent || !CountAttempt())
            {
                _discovery.SendSearch(nowMs);
            }
        }

        // Null: there was no room for it.
        private void OnGatewayHeard(long nowMs, GatewayEntry entry)
        {
            if (entry == null || entry.Failed || State != ClientState.Searching)
            {
                return;
            }

            if (_wantsConnection)
            {
                ConnectTo(entry.Address, nowMs);
                return;
            }

            // Nothing more is wanted than a gateway. Where a connection is, one that does not accept it does not end the search.
            BeginAnew();
            SetState(ClientState.Disconnected);
        }

        private void BeginAnew()
        {
            _attempts = 0;
            _discovery.BeginAnew();
        }

        private void ConnectTo(byte[] address, long nowMs)
        {
            _sender.Gateway = address;
            _connectClean = !_waking && _cleanSession;
            SetState(ClientState.Connecting);
            Open(ExchangeKind.Connect, 0, nowMs);
        }

        private void OnConnAck(long nowMs, ReturnCode code)
        {
            if (State != ClientState.Connecting)
            {
                Counters.Unexpected++;
                return;
            }

            _exchange.Close();
            if (code == ReturnCode.Accepted)
            {
                FinishConnect();
                return;
            }

            _waking = false;
            _events.OnConnectRefused(code);
            if (code == ReturnCode.Congestion)
            {
                OnConnectCongested(nowMs);
                return;
            }

            // 6.2: what the gateway does not support it will not support later either.
            AttemptFailed(nowMs, LostReason.Refused);
        }

        private void FinishConnect()
        {
            bool resumed = _session.Begin(_sender.Gateway, _connectClean, _waking);
            _waking = false;
            BeginAnew();
            _reconnectDelayMs = _settings.ReconnectDelayMs;
            _discovery.Choice.ForgiveAll();
            Counters.Connected++;
            SetState(ClientState.Active);
            _operations.SettleUnderWay(resumed);
            _events.OnConnected(resumed);
        }

        // 6.2: the gateway is congested: another one, or the same after T_WAIT.
        private void OnConnectCongested(long nowMs)
        {
            if (CountAttempt())
            {
                return;
            }

            _discovery.Choice.MarkFailed();
            byte[] other = _discovery.Choice.Other();
            if (other != null)
            {
                ConnectTo(other, nowMs);
                return;
            }

            _discovery.Choice.ForgiveAll();
            _waitUntilMs = nowMs + _settings.CongestionWaitMs;
            SetState(ClientState.Waiting);
        }

        // 6.13: N_RETRY transmissions more, and no answer.
        private void OnUnanswered(long nowMs)
        {
            ExchangeKind kind = _exchange.Kind;
            _exchange.Close();
            if (State == ClientState.Connecting)
            {
                _waking = false;
                AttemptFailed(nowMs, LostReason.NoAnswer);
                return;
            }

            if (kind >= ExchangeKind.Register && kind <= ExchangeKind.WillMsgUpd)
            {
                _operations.CountAttempt();
            }

            Lose(nowMs, kind == ExchangeKind.Ping ? LostReason.NoPingAnswer : LostReason.NoAnswer);
        }

        private void AttemptFailed(long nowMs, LostReason reason)
        {
            Counters.Lost++;
            _events.OnLost(reason);
            if (!_settings.Reconnect)
            {
                StopUnwillingly();
                return;
            }

            if (CountAttempt())
            {
                return;
            }

            _discovery.Choice.MarkFailed();
            GoElsewhere(nowMs, reason);
        }

        private void GoElsewhere(long nowMs, LostReason reason)
        {
            byte[] other = _discovery.Choice.Other();
            if (other != null)
            {
                ConnectTo(other, nowMs);
                return;
            }

            if (reason == LostReason.Refused)
            {
                StopUnwillingly();
                return;
            }

            if (!_discovery.Choice.IsFixed)
            {
                _discovery.StartSearch(nowMs);
                return;
            }

            // Half of the wait is random, so that the clients of a gateway that restarts do not come all at once.
            int delay = _reconnectDelayMs;
            _waitUntilMs = nowMs + delay - _random.Next((delay / 2) + 1);
            _reconnectDelayMs = delay > _settings.ReconnectDelayMaxMs / 2 ? _settings.ReconnectDelayMaxMs : delay * 2;
            SetState(ClientState.Waiting);
        }

        // Whether that was the last one.
        private bool CountAttempt()
        {
            _attempts++;
            if (_settings.AttemptsMax == 0 || _attempts < _settings.AttemptsMax)
            {
                return false;
            }

            _events.OnLost(LostReason.GaveUp);
            StopUnwillingly();
            return true;
        }

        private void StopUnwillingly()
        {
            _wantsConnection = false;
            _attempts = 0;
            _exchange.Close();
            _requests.CallOff();
            SetState(ClientState.Disconnected);
            _operations.Abandon(false);
        }

        private void Lose(long nowMs, LostReason reason)
        {
            ClientState state = State;
            _exchange.Close();
            Counters.Lost++;
            if (reason == LostReason.GatewayDisconnected)
            {
                _session.Forget();
            }

            _events.OnLost(reason);
            if (state == ClientState.Disconnecting || !_settings.Reconnect)
            {
                StopUnwillingly();
                return;
            }

            bool wasAsleep = IsSleeping || state == ClientState.FallingAsleep;
            if (wasAsleep)
            {
                _requests.SleepAfterLoss(_sleep.Seconds);
            }

            // 6.11: after a ping without an answer another gateway comes first. 6.13: otherwise the same one.
            if (reason == LostReason.NoPingAnswer || reason == LostReason.AdvertiseMissed)
            {
                _discovery.Choice.PreferOthers();
            }

            StartConnecting(nowMs);
        }

        private void StartPending(long nowMs)
        {
            if (_requests.TakePending() == Pending.Sleep)
            {
                _sleep.Start(nowMs, _requests.SleepSeconds);
                return;
            }

            SetState(ClientState.Disconnecting);
            Open(ExchangeKind.Disconnect, 0, nowMs);
        }

        private void StartAwake(long nowMs)
        {
            _requests.TakeCheck();
            _sleep.StartAwake(nowMs);
        }

        // 6.12: a DISCONNECT of the gateway is the answer to one of ours, or says that it does not know this client.
        private void OnDisconnect(long nowMs)
        {
            switch (State)
            {
                case ClientState.Disconnecting:
                    FinishDisconnect();
                    break;
                case ClientState.FallingAsleep:
                    _sleep.FallAsleep();
                    break;
                case ClientState.Active:
                case ClientState.Awake:
                    if (nowMs - _sender.LastDisconnectMs < _lateAnswerMs)
                    {
                        // It can be a late answer to the client's own. If not, it comes again as soon as the client sends something.
                        Counters.Unexpected++;
                        break;
                    }

                    Lose(nowMs, LostReason.GatewayDisconnected);
                    break;
                default:
                    // While asleep: the answer to a repeated DISCONNECT. While connecting: CONNECT decides.
                    Counters.Unexpected++;
                    break;
            }
        }

        private void FinishDisconnect()
        {
            _wantsConnection = false;
            _requests.CallOff();
            EndSession();
            SetState(ClientState.Disconnected);
            _operations.Abandon(false);
            _events.OnDisconnected();
        }

        private void EndSession()
        {
            _exchange.Close();
            _waking = false;

            _session.End();
        }

        private void OnPingResp(long nowMs)
        {
            if (_exchange.Kind == ExchangeKind.PingAwake)
            {
                // 6.14: PINGRESP ends the awake phase.
                _sleep.FallAsleep();
                return;
            }

            if (!_keepAlive.OnPingResp(nowMs))
            {
                Counters.Unexpected++;
            }
        }

        // 6.2, 6.3: the gateway asks for the will. A question that comes again is answered again, but only the first answer starts a timer.
        private void OnWillTopicReq(long nowMs)
        {
            if (State == ClientState.Connecting && (_session.Will == null || _waking))
            {
                // 5.4.7: empty, there is no will.
                _sender.EmptyWillTopic();
                return;
            }

            if (State == ClientState.Connecting && _exchange.Kind == ExchangeKind.Connect)
            {
                Open(ExchangeKind.WillTopic, 0, nowMs);
                return;
            }

            if (_session.Will == null || !IsConnectingOrActive)
            {
                Counters.Unexpected++;
                return;
            }

            _sender.WillTopic(_session.Will);
        }

        private void OnWillMsgReq(long nowMs)
        {
            if (_session.Will == null || _waking || !IsConnectingOrActive)
            {
                Counters.Unexpected++;
                return;
            }

            if (_exchange.Kind == ExchangeKind.WillTopic || _exchange.Kind == ExchangeKind.Connect)
            {
                Open(ExchangeKind.WillMsg, 0, nowMs);
                return;
            }

            _sender.WillMsg(_session.Will.Message);
        }

        private bool IsConnectingOrActive
        {
            get { return State == ClientState.Connecting || State == ClientState.Active; }
        }
    }
}
