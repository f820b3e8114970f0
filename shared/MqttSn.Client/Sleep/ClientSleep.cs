namespace SensorNet.MqttSn.Client
{
    /// <summary>Sleeping clients (MQTT-SN 1.2, 6.14): falling asleep, asking for messages, and when that is due.</summary>
    internal sealed class ClientSleep : ClientPart, IExchangeSender
    {
        private int _messages;
        private int _seconds;
        private long _checkAtMs = long.MaxValue;

        internal ClientSleep(ClientCore core)
            : base(core)
        {
        }

        // What the gateway has been told.
        internal int Seconds => _seconds;

        // When messages are asked for, while asleep.
        internal long CheckAtMs => _checkAtMs;

        // 6.14: DISCONNECT with the sleep duration; asleep when the gateway has answered.
        internal void Start(long nowMs, int seconds)
        {
            _seconds = seconds;
            Status.MoveTo(ClientState.FallingAsleep);
            Exchange.Open(this, ExchangeKind.Sleep, 0, nowMs);
        }

        // 6.14: PINGREQ with the client id; awake until PINGRESP.
        internal void StartAwake(long nowMs)
        {
            _messages = 0;
            Status.MoveTo(ClientState.Awake);
            Exchange.Open(this, ExchangeKind.PingAwake, 0, nowMs);
        }

        // The gateway has answered DISCONNECT, or has no more messages.
        internal void FallAsleep()
        {
            Exchange.Close();
            bool wasAwake = Status.State == ClientState.Awake;
            _checkAtMs = Settings.CheckWhileAsleep ? Sender.LastSentMs + Deadlines.IntervalMs(Settings, _seconds) : long.MaxValue;
            Status.MoveTo(ClientState.Asleep);
            if (wasAwake)
            {
                Events.OnAwakeDone(_messages);
                return;
            }

            Events.OnSleeping(_seconds);
        }

        // 6.14: it ends the awake phase. False if it is of another exchange.
        internal bool OnPingResp()
        {
            if (Exchange.Kind != ExchangeKind.PingAwake)
            {
                return false;
            }

            FallAsleep();
            return true;
        }

        // 6.14: as long as messages come PINGRESP is still to come.
        internal void KeepAwake(long nowMs)
        {
            if (Exchange.Kind == ExchangeKind.PingAwake)
            {
                Exchange.Extend(nowMs);
            }
        }

        // The owner has got one more.
        internal void CountMessage() => _messages++;

        internal void Save(SavedSession saved)
        {
            saved.SleepSeconds = _seconds;
            if (Status.IsSleeping || Status.State == ClientState.FallingAsleep)
            {
                saved.Flags |= SavedSession.Asleep;
            }
        }

        internal void Restore(SavedSession saved)
        {
            _seconds = saved.SleepSeconds;
            if (saved.Has(SavedSession.Asleep))
            {
                _checkAtMs = long.MaxValue;
                Status.RestoreAsleep();
            }
        }

        public void SendMessage(ExchangeKind kind, int messageId, bool again)
        {
            if (kind == ExchangeKind.Sleep)
            {
                Sender.Sleep(_seconds);
                return;
            }

            Sender.PingReqAwake();
        }
    }
}
