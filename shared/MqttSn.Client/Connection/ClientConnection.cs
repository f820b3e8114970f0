using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>The connection (MQTT-SN 1.2, 6.2, 6.11 to 6.13): making it, what follows a failure or a loss, and ending it.</summary>
    internal sealed class ClientConnection : ClientPart, IExchangeSender
    {
        internal readonly KeepAlive KeepAlive;
        internal readonly ConnectHandshake Handshake;
        internal readonly ConnectAttempts Attempts;

        private readonly Requests _requests;
        private readonly ArgumentChecks _checks;
        private readonly ClientSessionState _session;
        private readonly ClientDiscovery _discovery;
        private readonly ClientSleep _sleep;
        private readonly ClientOperations _operations;
        private readonly GatewayCongestion _congestion;

        internal ClientConnection(ClientCore core, Requests requests, ClientParts parts, ArgumentChecks checks)
            : base(core)
        {
            _requests = requests;
            _checks = checks;
            _session = parts.Session;
            _discovery = parts.Discovery;
            _sleep = parts.Sleep;
            _operations = parts.Operations;
            _congestion = core.Congestion;
            KeepAlive = new KeepAlive(core);
            Handshake = new ConnectHandshake(core, parts.Session, KeepAlive);
            Attempts = new ConnectAttempts(core, requests, parts, Handshake);
        }

        // What the next CONNECT says.
        internal void SetOptions(ConnectOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException("options");
            }

            if (options.KeepAliveSeconds < 0 || options.KeepAliveSeconds > ConnectOptions.KeepAliveSecondsMax)
            {
                throw new ArgumentException("KeepAliveSeconds is 0 to 65535 (5.4.4)", "options");
            }

            _checks.CheckWill(options.Will);
            Attempts.SetCleanSession(options.CleanSession);
            KeepAlive.SetSeconds(options.KeepAliveSeconds);
            _session.SetWill(options.Will);
        }

        // False if nothing was waiting for it.
        internal bool OnConnAck(long nowMs, ReturnCode code)
        {
            if (Status.State != ClientState.Connecting)
            {
                return false;
            }

            Exchange.Close();
            if (code == ReturnCode.Accepted)
            {
                FinishConnect(nowMs);
                return true;
            }

            if (code == ReturnCode.Congestion)
            {
                _congestion.Note(nowMs);
            }

            Events.OnConnectRefused(code);
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
            ExchangeKind kind = Exchange.Kind;
            Exchange.Close();
            if (Status.State == ClientState.Connecting)
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
            ClientState state = Status.State;
            Exchange.Close();
            Attempts.NoteEnded(nowMs);
            Counters.Lost++;
            if (reason == LostReason.GatewayDisconnected)
            {
                _session.Forget();
            }

            Events.OnLost(reason);
            if (state == ClientState.Disconnecting || !Settings.Reconnect)
            {
                Attempts.GiveUp();
                return;
            }

            if (Status.IsSleeping || state == ClientState.FallingAsleep)
            {
                _requests.SleepAfterLoss(_sleep.Seconds);
            }

            // 6.11: after a ping without an answer another gateway comes first. 6.13: otherwise the same one.
            if (reason == LostReason.NoPingAnswer || reason == LostReason.AdvertiseMissed)
            {
                _discovery.Choice.PreferOthers();
            }

            Attempts.ConnectAgain(nowMs);
        }

        // 6.12: a DISCONNECT of the gateway is the answer to one of ours, or says that it does not know this client. False if it is a late answer.
        internal bool OnDisconnect(long nowMs)
        {
            switch (Status.State)
            {
                case ClientState.Disconnecting:
                    FinishDisconnect();
                    return true;
                case ClientState.FallingAsleep:
                    _sleep.FallAsleep();
                    return true;
                case ClientState.Active:
                case ClientState.Awake:
                    if (nowMs - Sender.LastDisconnectMs < 2L * Settings.RetryMs)
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
            Status.MoveTo(ClientState.Disconnecting);
            Exchange.Open(this, ExchangeKind.Disconnect, 0, nowMs);
        }

        // There is no connection yet, and nothing is left to do with one.
        internal void DisconnectEarly()
        {
            if (Status.State == ClientState.Connecting)
            {
                // The gateway may have heard CONNECT.
                Sender.Disconnect();
            }

            FinishDisconnect();
        }

        internal void Abort()
        {
            if (Status.IsConnected || Status.State == ClientState.Connecting)
            {
                Sender.Disconnect();
            }

            _session.End();
            Attempts.Stop(true);
        }

        internal void Save(SavedSession saved) => saved.KeepAliveSeconds = KeepAlive.Seconds;

        internal void Restore(SavedSession saved)
        {
            KeepAlive.SetSeconds(saved.KeepAliveSeconds);
            if (saved.Gateway.Length != 0)
            {
                Sender.SetGateway(saved.Gateway);
                Attempts.SetWanted(saved.Has(SavedSession.Asleep));
            }
        }

        public void SendMessage(ExchangeKind kind, int messageId, bool again) => Sender.Disconnect();

        private void FinishConnect(long nowMs)
        {
            bool resumed = _session.Begin(Sender.Gateway, Handshake.IsClean, Handshake.IsWaking);
            Attempts.OnAccepted(nowMs);
            Counters.Connected++;
            Status.MoveTo(ClientState.Active);
            _operations.SettleUnderWay(resumed);
            Events.OnConnected(resumed);
        }

        private void FinishDisconnect()
        {
            _requests.CallOff();
            _session.End();
            Attempts.Stop(false);
            Events.OnDisconnected();
        }
    }
}
