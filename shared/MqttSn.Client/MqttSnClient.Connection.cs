namespace SensorNet.MqttSn.Client
{
    // Connecting, sleeping, disconnecting, and what follows a loss.
    public sealed partial class MqttSnClient
    {
        private bool _cleanSession;
        private int _keepAliveSeconds;
        private Will _will;

        // A connection is wanted until Disconnect, Abort or giving up.
        private bool _wantsConnection;

        // The CONNECT under way is the return from sleep; what it says of CleanSession.
        private bool _waking;
        private bool _connectClean;

        // The gateway that can still have the session; null if there is none. Whether that gateway has said since that it does not know this client.
        private byte[] _sessionAddress;
        private bool _sessionForgotten;
        private bool _sessionClean;

        private int _attempts;
        private long _waitUntilMs;

        private int _requestedSleepSeconds;
        private int _sleepSeconds;
        private long _checkAtMs = long.MaxValue;
        private int _awakeMessages;
        private bool _pingReported;

        private void DoRequests(long nowMs)
        {
            if (_abortRequested)
            {
                DoAbort();
            }

            if (_connectRequested)
            {
                DoConnect(nowMs);
            }

            if (_discoverRequested)
            {
                _discoverRequested = false;
                if (State == ClientState.Disconnected)
                {
                    StartSearch(nowMs);
                }
            }

            if (IsSleeping)
            {
                DoWhileSleeping(nowMs);
            }
            else if (State != ClientState.FallingAsleep)
            {
                _wakeRequested = false;
                _checkRequested = false;
            }

            DoPendingEarly();
        }

        private void DoAbort()
        {
            _abortRequested = false;
            bool connected = State != ClientState.Disconnected && State != ClientState.Searching && State != ClientState.Waiting;
            if (connected)
            {
                _sender.Disconnect();
            }

            _wantsConnection = false;
            EndSession();
            SetState(ClientState.Disconnected);
            Abandon(true);
        }

        private void DoConnect(long nowMs)
        {
            _connectRequested = false;
            _wantsConnection = true;
            _waking = false;
            _attempts = 0;
            _reconnects.Reset();
            _searches.Reset();
            _gateways.ForgiveAll();
            _exchange.Close();
            StartConnecting(nowMs);
        }

        private void DoWhileSleeping(long nowMs)
        {
            if (_wakeRequested)
            {
                _wakeRequested = false;
                _checkRequested = false;
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

            if (_pending != Pending.None)
            {
                StartPending(nowMs);
                return;
            }

            if (_checkRequested)
            {
                StartAwake(nowMs);
            }
        }

        // A disconnect for which nothing is left to do, or nothing can be done.
        private void DoPendingEarly()
        {
            if (_pending == Pending.None)
            {
                return;
            }

            if (State == ClientState.Disconnected)
            {
                _pending = Pending.None;
                return;
            }

            bool onTheWay = State == ClientState.Searching || State == ClientState.Waiting || State == ClientState.Connecting;
            if (_pending == Pending.Disconnect && onTheWay && _queue.Count == 0 && !_pingRequested)
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
            if (_fixedGateway != null)
            {
                ConnectTo(_fixedGateway, nowMs);
                return;
            }

            // 6.13: the gateway of before comes first.
            GatewayEntry entry = _gateways.OfAddress(_sender.Gateway);
            if (entry == null || entry.Failed)
            {
                entry = _gateways.Usable();
            }

            if (entry == null)
            {
                StartSearch(nowMs);
                return;
            }

            ConnectTo(entry.Address, nowMs);
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
                FinishConnect(nowMs);
                return;
            }

            _waking = false;
            if (code == ReturnCode.Congestion)
            {
                NoteCongestion(nowMs);
            }

            _events.OnConnectRefused(code);
            if (code == ReturnCode.Congestion)
            {
                OnConnectCongested(nowMs);
                return;
            }

            // 6.2: what the gateway does not support it will not support later either.
            AttemptFailed(nowMs, LostReason.Refused);
        }

        private void FinishConnect(long nowMs)
        {
            bool kept = !_connectClean && GatewayTable.SameAddress(_sessionAddress, _sender.Gateway);
            bool resumed = kept && !_sessionForgotten;
            _sessionAddress = _sender.Gateway;
            _sessionForgotten = false;
            _sessionClean = _waking ? _sessionClean : _connectClean;
            _waking = false;
            _attempts = 0;
            _reconnects.Connected(nowMs);
            _searches.Connected(nowMs);
            NoteNoCongestion(nowMs);
            _gateways.ForgiveAll();
            Counters.Connected++;
            if (!resumed)
            {
                _topics.Clear();
                ForgetReceivedIds(kept);
            }

            SetState(ClientState.Active);
            SettleUnderWay(resumed);
            _events.OnConnected(resumed);
        }

        private void ForgetReceivedIds(bool kept)
        {
            if (!kept)
            {
                _receivedIds.Clear();
                return;
            }

            // Both can be: that the gateway began anew, and that its DISCONNECT was a late one and the session is still there.
            _receivedIds.DoubtAll();
        }

        // 6.2: the gateway is congested: another one, or the same after a wait that grows up to T_WAIT.
        private void OnConnectCongested(long nowMs)
        {
            NoteEnded(nowMs);
            if (CountAttempt())
            {
                return;
            }

            GatewayEntry entry = _gateways.OfAddress(_sender.Gateway);
            if (entry != null)
            {
                entry.Failed = true;
            }

            GatewayEntry other = _fixedGateway != null ? null : _gateways.Usable();
            if (other != null)
            {
                ConnectTo(other.Address, nowMs);
                return;
            }

            _gateways.ForgiveAll();
            _waitUntilMs = CongestedUntilMs;
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

            if (IsOfOperation(kind))
            {
                CountOperationAttempt();
            }

            Lose(nowMs, kind == ExchangeKind.Ping ? LostReason.NoPingAnswer : LostReason.NoAnswer);
        }

        private void AttemptFailed(long nowMs, LostReason reason)
        {
            NoteEnded(nowMs);
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

            GatewayEntry entry = _gateways.OfAddress(_sender.Gateway);
            if (entry != null)
            {
                entry.Failed = true;
            }

            GoElsewhere(nowMs, reason);
        }

        private void GoElsewhere(long nowMs, LostReason reason)
        {
            bool isFixed = _fixedGateway != null;
            GatewayEntry other = isFixed ? null : _gateways.Usable();
            if (other != null)
            {
                ConnectTo(other.Address, nowMs);
                return;
            }

            if (reason == LostReason.Refused)
            {
                StopUnwillingly();
                return;
            }

            if (!isFixed)
            {
                StartSearch(nowMs);
                return;
            }

            WaitToReconnect(nowMs);
        }

        // A connection, or the sleep from which the client could not return.
        private void NoteEnded(long nowMs)
        {
            _reconnects.Ended(nowMs);
            _searches.Ended(nowMs);
        }

        private void WaitToReconnect(long nowMs)
        {
            _waitUntilMs = nowMs + _reconnects.NextMs();
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
            _pending = Pending.None;
            _pingRequested = false;
            SetState(ClientState.Disconnected);
            Abandon(false);
        }

        private void Lose(long nowMs, LostReason reason)
        {
            ClientState state = State;
            _exchange.Close();
            NoteEnded(nowMs);
            Counters.Lost++;
            if (reason == LostReason.GatewayDisconnected)
            {
                // It does not know this client: its topic ids, subscriptions and messages under way are gone too.
                _sessionForgotten = true;
            }

            _events.OnLost(reason);
            if (state == ClientState.Disconnecting || !_settings.Reconnect)
            {
                StopUnwillingly();
                return;
            }

            bool wasAsleep = IsSleeping || state == ClientState.FallingAsleep;
            if (wasAsleep && _pending == Pending.None && !_wakeRequested)
            {
                _requestedSleepSeconds = _sleepSeconds;
                _pending = Pending.Sleep;
            }

            // 6.11: after a ping without an answer another gateway comes first. 6.13: otherwise the same one.
            if (reason == LostReason.NoPingAnswer || reason == LostReason.AdvertiseMissed)
            {
                PreferOthers();
            }

            if (_reconnects.TryAtOnce())
            {
                StartConnecting(nowMs);
                return;
            }

            // The connection before this one did not last either. 6.13 asks for the same gateway first, but this one accepts and does not serve.
            PreferOthers();
            WaitToReconnect(nowMs);
        }

        private void PreferOthers()
        {
            GatewayEntry entry = _gateways.OfAddress(_sender.Gateway);
            if (entry == null)
            {
                return;
            }

            entry.Failed = true;
            if (_gateways.Usable() == null)
            {
                entry.Failed = false;
            }
        }

        private void StartPending(long nowMs)
        {
            Pending pending = _pending;
            _pending = Pending.None;
            if (pending == Pending.Sleep)
            {
                // 6.14: DISCONNECT with the sleep duration; asleep when the gateway has answered.
                _sleepSeconds = _requestedSleepSeconds;
                SetState(ClientState.FallingAsleep);
                Open(ExchangeKind.Sleep, 0, nowMs);
                return;
            }

            SetState(ClientState.Disconnecting);
            Open(ExchangeKind.Disconnect, 0, nowMs);
        }

        private void StartAwake(long nowMs)
        {
            _checkRequested = false;
            _awakeMessages = 0;
            SetState(ClientState.Awake);
            Open(ExchangeKind.PingAwake, 0, nowMs);
        }

        private void FallAsleep()
        {
            _exchange.Close();
            bool wasAwake = State == ClientState.Awake;
            _checkAtMs = _settings.CheckWhileAsleep ? _sender.LastSentMs + IntervalMs(_sleepSeconds) : long.MaxValue;
            SetState(ClientState.Asleep);
            if (wasAwake)
            {
                _events.OnAwakeDone(_awakeMessages);
                return;
            }

            _events.OnSleeping(_sleepSeconds);
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
                    FallAsleep();
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
            _pending = Pending.None;
            _pingRequested = false;
            EndSession();
            SetState(ClientState.Disconnected);
            Abandon(false);
            _events.OnDisconnected();
        }

        private void EndSession()
        {
            _exchange.Close();
            _waking = false;

            // 6.12: subscriptions and will outlive the connection unless it was made with CleanSession.
            if (_sessionClean)
            {
                _sessionAddress = null;
            }
        }

        private void OnPingResp()
        {
            if (_exchange.Kind == ExchangeKind.PingAwake)
            {
                // 6.14: PINGRESP ends the awake phase.
                FallAsleep();
                return;
            }

            if (_exchange.Kind != ExchangeKind.Ping)
            {
                Counters.Unexpected++;
                return;
            }

            int elapsedMs = (int)(_sender.NowMs - _exchange.StartedMs);
            _exchange.Close();
            if (_pingReported)
            {
                _pingReported = false;
                _events.OnPingAnswered(elapsedMs);
            }
        }

        // 6.2, 6.3: the gateway asks for the will. A question that comes again is answered again, but only the first answer starts a timer.
        private void OnWillTopicReq(long nowMs)
        {
            if (State == ClientState.Connecting && (_will == null || _waking))
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

            if (_will == null || !IsConnectingOrActive)
            {
                Counters.Unexpected++;
                return;
            }

            _sender.WillTopic(_will);
        }

        private void OnWillMsgReq(long nowMs)
        {
            if (_will == null || _waking || !IsConnectingOrActive)
            {
                Counters.Unexpected++;
                return;
            }

            if (_exchange.Kind == ExchangeKind.WillTopic || _exchange.Kind == ExchangeKind.Connect)
            {
                Open(ExchangeKind.WillMsg, 0, nowMs);
                return;
            }

            _sender.WillMsg(_will.Message);
        }

        private bool IsConnectingOrActive
        {
            get { return State == ClientState.Connecting || State == ClientState.Active; }
        }

        // 6.11, 6.14: early enough that all retransmissions fit into the duration, but not before half of it.
        private long IntervalMs(int durationSeconds)
        {
            long durationMs = durationSeconds * 1000L;
            long retriesMs = (long)_settings.RetryMs * (_settings.RetryCount + 1);
            return retriesMs < durationMs / 2 ? durationMs - retriesMs : durationMs / 2;
        }

        // 6.11: the gateway hears of the client, and the client of the gateway, once in a keep alive time.
        private long PingDueMs()
        {
            return _keepAliveSeconds == 0 ? long.MaxValue : Earlier(_sender.LastSentMs, _lastHeardMs) + IntervalMs(_keepAliveSeconds);
        }

        private void StartPing(long nowMs)
        {
            _pingReported = _pingRequested;
            _pingRequested = false;
            Open(ExchangeKind.Ping, 0, nowMs);
        }
    }
}
