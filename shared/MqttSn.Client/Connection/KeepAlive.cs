using SensorNet.Links;

namespace SensorNet.MqttSn.Client
{
    /// <summary>Keep alive (MQTT-SN 1.2, 6.11), and the pings that the owner asks for.</summary>
    internal sealed class KeepAlive : ClientPart, IExchangeSender
    {
        private bool _reported;
        private int _seconds;
        private long _lastHeardMs;

        internal KeepAlive(ClientCore core)
            : base(core)
        {
        }

        // 0: none.
        internal int Seconds => _seconds;

        // When the gateway was last heard.
        internal long LastHeardMs => _lastHeardMs;

        // 6.11: the gateway hears of the client, and the client of the gateway, once in a keep alive time.
        internal long DueMs
        {
            get
            {
                return _seconds == 0
                    ? long.MaxValue
                    : Deadline.Earlier(Sender.LastSentMs, _lastHeardMs) + Deadlines.IntervalMs(Settings, _seconds);
            }
        }

        internal void SetSeconds(int seconds) => _seconds = seconds;

        internal void OnHeard(long nowMs) => _lastHeardMs = nowMs;

        // reported: the owner has asked for it.
        internal void StartPing(long nowMs, bool reported)
        {
            _reported = reported;
            Exchange.Open(this, ExchangeKind.Ping, 0, nowMs);
        }

        // False if nothing was waiting for it.
        internal bool OnPingResp(long nowMs)
        {
            if (Exchange.Kind != ExchangeKind.Ping)
            {
                return false;
            }

            int elapsedMs = (int)(nowMs - Exchange.StartedMs);
            Exchange.Close();
            if (_reported)
            {
                _reported = false;
                Events.OnPingAnswered(elapsedMs);
            }

            return true;
        }

        public void SendMessage(ExchangeKind kind, int messageId, bool again) => Sender.PingReq();
    }
}
