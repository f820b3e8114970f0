namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The one message that waits for an answer, and when it is sent again. MQTT-SN 1.2, 6.5, 6.6 and 6.9 allow one REGISTER, one PUBLISH of QoS 1
    /// or 2 and one SUBSCRIBE or UNSUBSCRIBE at a time; one in all keeps the order of the commands too.
    /// </summary>
    internal sealed class Exchange
    {
        private readonly ClientSettings _settings;
        private readonly ClientCounters _counters;
        private IExchangeSender _sender;
        private int _messageId;
        private int _left;
        private ExchangeKind _kind;
        private long _startedMs;
        private long _deadlineMs;

        internal Exchange(ClientSettings settings, ClientCounters counters)
        {
            _settings = settings;
            _counters = counters;
        }

        internal ExchangeKind Kind => _kind;

        internal long StartedMs => _startedMs;

        internal long DeadlineMs => _deadlineMs;

        internal bool IsOpen => _kind != ExchangeKind.None;

        internal bool Awaits(ExchangeKind kind, int messageId) => _kind == kind && _messageId == messageId;

        // 6.13: the timer starts when the message is sent.
        internal void Open(IExchangeSender sender, ExchangeKind kind, int messageId, long nowMs)
        {
            Start(sender, kind, messageId, nowMs);
            sender.SendMessage(kind, messageId, false);
        }

        // With a message that was sent before.
        internal void OpenAgain(IExchangeSender sender, ExchangeKind kind, int messageId, long nowMs)
        {
            Start(sender, kind, messageId, nowMs);
            sender.SendMessage(kind, messageId, true);
        }

        internal void Close()
        {
            _kind = ExchangeKind.None;
            _messageId = 0;
        }

        // 6.14: more of the answer is on the way: the timer starts anew.
        internal void Extend(long nowMs) => _deadlineMs = nowMs + _settings.RetryMs;

        // 6.13: sent again N_RETRY times. False, and nothing is done, after the last.
        internal bool SendAgain(long nowMs)
        {
            if (_left == 0)
            {
                return false;
            }

            _left--;
            Extend(nowMs);
            _counters.Retransmitted++;
            _sender.SendMessage(_kind, _messageId, true);
            return true;
        }

        private void Start(IExchangeSender sender, ExchangeKind kind, int messageId, long nowMs)
        {
            _sender = sender;
            _kind = kind;
            _messageId = messageId;
            _startedMs = nowMs;
            _left = _settings.RetryCount;
            Extend(nowMs);
        }
    }
}
