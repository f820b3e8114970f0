namespace SensorNet.MqttSn.Client
{
    /// <summary>Keep alive (MQTT-SN 1.2, 6.11), and the pings that the owner asks for.</summary>
    internal sealed class KeepAlive : IExchangeSender
    {
        private readonly ClientSettings _settings;
        private readonly IClientEvents _events;
        private readonly MessageSender _sender;
        private readonly Exchange _exchange;
        private bool _reported;

        internal KeepAlive(ClientOwner owner, ClientLink link)
        {
            _settings = owner.Settings;
            _events = owner.Events;
            _sender = link.Sender;
            _exchange = link.Exchange;
        }

        // 0: none.
        internal int Seconds { get; private set; }

        // When the gateway was last heard.
        internal long LastHeardMs { get; private set; }

        // 6.11: the gateway hears of the client, and the client of the gateway, once in a keep alive time.
        internal long DueMs
        {
            get
            {
                return Seconds == 0
                    ? long.MaxValue
                    : Deadlines.Earlier(_sender.LastSentMs, LastHeardMs) + Deadlines.IntervalMs(_settings, Seconds);
            }
        }

        internal void SetSeconds(int seconds)
        {
            Seconds = seconds;
        }

        internal void OnHeard(long nowMs)
        {
            LastHeardMs = nowMs;
        }

        // reported: the owner has asked for it.
        internal void StartPing(long nowMs, bool reported)
        {
            _reported = reported;
            _exchange.Open(this, ExchangeKind.Ping, 0, nowMs);
        }

        // False if nothing was waiting for it.
        internal bool OnPingResp(long nowMs)
        {
            if (_exchange.Kind != ExchangeKind.Ping)
            {
                return false;
            }

            int elapsedMs = (int)(nowMs - _exchange.StartedMs);
            _exchange.Close();
            if (_reported)
            {
                _reported = false;
                _events.OnPingAnswered(elapsedMs);
            }

            return true;
        }

        void IExchangeSender.SendMessage(ExchangeKind kind, int messageId, bool again)
        {
            _sender.PingReq();
        }
    }
}
