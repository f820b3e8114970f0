namespace SensorNet.MqttSn.Client
{
    /// <summary>Sleeping clients (MQTT-SN 1.2, 6.14): falling asleep, asking for messages, and when that is due.</summary>
    internal sealed class ClientSleep : IExchangeSender
    {
        private readonly ClientSettings _settings;
        private readonly IClientEvents _events;
        private readonly MessageSender _sender;
        private readonly Exchange _exchange;
        private readonly ClientStatus _status;
        private int _messages;

        internal ClientSleep(ClientOwner owner, ClientLink link)
        {
            _settings = owner.Settings;
            _events = owner.Events;
            _sender = link.Sender;
            _exchange = link.Exchange;
            _status = link.Status;
        }

        // What the gateway has been told.
        internal int Seconds { get; private set; }

        // When messages are asked for, while asleep.
        internal long CheckAtMs { get; private set; } = long.MaxValue;

        // 6.14: DISCONNECT with the sleep duration; asleep when the gateway has answered.
        internal void Start(long nowMs, int seconds)
        {
            Seconds = seconds;
            _status.MoveTo(ClientState.FallingAsleep);
            _exchange.Open(this, ExchangeKind.Sleep, 0, nowMs);
        }

        // 6.14: PINGREQ with the client id; awake until PINGRESP.
        internal void StartAwake(long nowMs)
        {
            _messages = 0;
            _status.MoveTo(ClientState.Awake);
            _exchange.Open(this, ExchangeKind.PingAwake, 0, nowMs);
        }

        // The gateway has answered DISCONNECT, or has no more messages.
        internal void FallAsleep()
        {
            _exchange.Close();
            bool wasAwake = _status.State == ClientState.Awake;
            CheckAtMs = _settings.CheckWhileAsleep ? _sender.LastSentMs + Deadlines.IntervalMs(_settings, Seconds) : long.MaxValue;
            _status.MoveTo(ClientState.Asleep);
            if (wasAwake)
            {
                _events.OnAwakeDone(_messages);
                return;
            }

            _events.OnSleeping(Seconds);
        }

        // 6.14: it ends the awake phase. False if it is of another exchange.
        internal bool OnPingResp()
        {
            if (_exchange.Kind != ExchangeKind.PingAwake)
            {
                return false;
            }

            FallAsleep();
            return true;
        }

        // 6.14: as long as messages come PINGRESP is still to come.
        internal void KeepAwake(long nowMs)
        {
            if (_exchange.Kind == ExchangeKind.PingAwake)
            {
                _exchange.Extend(nowMs);
            }
        }

        // The owner has got one more.
        internal void CountMessage()
        {
            _messages++;
        }

        internal void Save(SavedSession saved)
        {
            saved.SleepSeconds = Seconds;
            saved.IsAsleep = _status.IsSleeping || _status.State == ClientState.FallingAsleep;
        }

        internal void Restore(SavedSession saved)
        {
            Seconds = saved.SleepSeconds;
            if (saved.IsAsleep)
            {
                CheckAtMs = long.MaxValue;
                _status.RestoreAsleep();
            }
        }

        void IExchangeSender.SendMessage(ExchangeKind kind, int messageId, bool again)
        {
            if (kind == ExchangeKind.Sleep)
            {
                _sender.Sleep(Seconds);
                return;
            }

            _sender.PingReqAwake();
        }
    }
}
