using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>The connection (MQTT-SN 1.2, 6.2, 6.11 to 6.13): making it, what follows a failure or a loss, and ending it.</summary>
    internal sealed class ClientConnection : IExchangeSender
    {
        private readonly ClientSettings _settings;
        private readonly IClientEvents _events;
        private readonly ClientCounters _counters;
        private readonly MessageSender _sender;
        private readonly Exchange _exchange;
        private readonly ClientStatus _status;
        private readonly Requests _requests;
        private readonly ClientSessionState _session;
        private readonly ClientDiscovery _discovery;
        private readonly ClientSleep _sleep;
        private readonly ClientOperations _operations;
        private readonly long _lateAnswerMs;

        internal ClientConnection(ClientOwner owner, ClientLink link, Requests requests, ClientParts parts)
        {
            _settings = owner.Settings;
            _events = owner.Events;
            _counters = owner.Counters;
            _sender = link.Sender;
            _exchange = link.Exchange;
            _status = link.Status;
            _requests = requests;
            _session = parts.Session;
            _discovery = parts.Discovery;
            _sleep = parts.Sleep;
            _operations = parts.Operations;
            KeepAlive = new KeepAlive(owner, link);
            Handshake = new ConnectHandshake(link, parts.Session, KeepAlive);
            Attempts = new ConnectAttempts(owner, link, requests, parts, Handshake);
            _lateAnswerMs = 2L * _settings.RetryMs;
        }

        internal KeepAlive KeepAlive { get; }

        internal ConnectHandshake Handshake { get; }

        internal ConnectAttempts Attempts { get; }

        // What the next CONNECT says.
        internal void SetOptions(ConnectOptions options, ArgumentChecks checks)
        {
            if (options == null)
            {
                throw new ArgumentNullException("options");
            }

            if (options.KeepAliveSeconds < 0 || options.KeepAliveSeconds > ConnectOptions.KeepAliveSecondsMax)
            {
                throw new ArgumentException("KeepAliveSeconds is 0 to 65535 (5.4.4)", "options");
            }

            checks.CheckWill(options.Will);
            Attempts.SetCleanSession(options.CleanSession);
            KeepAlive.SetSeconds(options.KeepAliveSeconds);
            _session.SetWill(options.Will);
        }

        // By Connect: also when there is a connection.
        internal void Begin(long nowMs)
        {
            _exchange.Close();
            Attempts.Begin(nowMs);
        }

        // By Wake.
        internal void BeginWaking(long nowMs)
        {
            _exchange.Close();
            Handshake.StartWaking(nowMs);
        }

        // False if nothing was waiting for it.
        internal bool OnConnAck(long nowMs, ReturnCode code)
        {
            if (_status.State != ClientState.Connecting)
            {
                return false;
            }

            _exchange.Close();
            if (code == ReturnCode.Accepted)
            {
                FinishConnect();
                return true;
            }

            _events.OnConnectRefused(code);
            if (code == ReturnCode.Congestion)
            {
                Attempts.OnCongested(nowMs);
                return true;
            }

            // 6.2: what the gateway does not support it will not support later either.
            Attempts.OnFailed(nowMs, LostReason.Refused);
            return true;
        }

        // 6.13: N_RETRY transmissions more, and no answer.
        internal void OnUnanswered(long nowMs)
        {
            ExchangeKind kind = _exchange.Kind;
            _exchange.Close();
            if (_status.State == ClientState.Connecting)
            {
                Attempts.OnFailed(nowMs, LostReason.NoAnswer);
                return;
            }

            if (kind >= ExchangeKind.Register && kind <= ExchangeKind.WillMsgUpd)
            {
                _operations.CountAttempt();
            }

            Lose(nowMs, kind == ExchangeKind.Ping ? LostReason.NoPingAnswer : LostReason.NoAnswer);
        }

        internal void Lose(long nowMs, LostReason reason)
        {
            ClientState state = _status.State;
            _exchange.Close();
            _counters.Lost++;
            if (reason == LostReason.GatewayDisconnected)
            {
                _session.Forget();
            }

            _events.OnLost(reason);
            if (state == ClientState.Disconnecting || !_settings.Reconnect)
            {
                Attempts.GiveUp();
                return;
            }

            if (_status.IsSleeping || state == ClientState.FallingAsleep)
            {
                _requests.SleepAfterLoss(_sleep.Seconds);
            }

            // 6.11: after a ping without an answer another gateway comes first. 6.13: otherwise the same one.
            if (reason == LostReason.NoPingAnswer || reason == LostReason.AdvertiseMissed)
            {
                _discovery.Choice.PreferOthers();
            }

            Attempts.Connect(nowMs);
        }

        // 6.12: a DISCONNECT of the gateway is the answer to one of ours, or says that it does not know this client. False if it is a late answer.
        internal bool OnDisconnect(long nowMs)
        {
            switch (_status.State)
            {
                case ClientState.Disconnecting:
                    FinishDisconnect();
                    return true;
                case ClientState.FallingAsleep:
                    _sleep.FallAsleep();
                    return true;
                case ClientState.Active:
                case ClientState.Awake:
                    if (nowMs - _sender.LastDisconnectMs < _lateAnswerMs)
                    {
                        // It can be a late answer to the client's own. If not, it comes again as soon as the client sends something.
                        return false;
                    }

                    Lose(nowMs, LostReason.GatewayDisconnected);
                    return true;
                default:
                    // While asleep: the answer to a repeated DISCONNECT. While connecting: CONNECT decides.
                    return false;
            }
        }

        internal void BeginDisconnect(long nowMs)
        {
            _status.MoveTo(ClientState.Disconnecting);
            _exchange.Open(this, ExchangeKind.Disconnect, 0, nowMs);
        }

        // There is no connection yet, and nothing is left to do with one.
        internal void DisconnectEarly()
        {
            if (_status.State == ClientState.Connecting)
            {
                // The gateway may have heard CONNECT.
                _sender.Disconnect();
            }

            FinishDisconnect();
        }

        internal void Abort()
        {
            ClientState state = _status.State;
            if (state != ClientState.Disconnected && state != ClientState.Searching && state != ClientState.Waiting)
            {
                _sender.Disconnect();
            }

            Attempts.SetWanted(false);
            EndSession();
            _status.MoveTo(ClientState.Disconnected);
            _operations.Abandon(true);
        }

        internal void Save(SavedSession saved)
        {
            saved.KeepAliveSeconds = KeepAlive.Seconds;
        }

        internal void Restore(SavedSession saved)
        {
            KeepAlive.SetSeconds(saved.KeepAliveSeconds);
            if (saved.Gateway.Length != 0)
            {
                _sender.SetGateway(saved.Gateway);
                Attempts.SetWanted(saved.IsAsleep);
            }
        }

        void IExchangeSender.SendMessage(ExchangeKind kind, int messageId, bool again)
        {
            _sender.Disconnect();
        }

        private void FinishConnect()
        {
            bool resumed = _session.Begin(_sender.Gateway, Handshake.IsClean, Handshake.IsWaking);
            Attempts.OnAccepted();
            _counters.Connected++;
            _status.MoveTo(ClientState.Active);
            _operations.SettleUnderWay(resumed);
            _events.OnConnected(resumed);
        }

        private void FinishDisconnect()
        {
            Attempts.SetWanted(false);
            _requests.CallOff();
            EndSession();
            _status.MoveTo(ClientState.Disconnected);
            _operations.Abandon(false);
            _events.OnDisconnected();
        }

        private void EndSession()
        {
            _exchange.Close();
            Handshake.End();
            _session.End();
        }
    }
}
