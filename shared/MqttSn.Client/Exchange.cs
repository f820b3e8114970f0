namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The one message that waits for an answer, and when it is sent again. MQTT-SN 1.2, 6.5, 6.6 and 6.9 allow one REGISTER, one PUBLISH of QoS 1 or 2 and
    /// one SUBSCRIBE or UNSUBSCRIBE at a time; one in all keeps the order of the commands too.
    /// </summary>
    internal sealed class Exchange
    {
        internal ExchangeKind Kind;
        internal int MessageId;
        internal long StartedMs;
        internal long DeadlineMs;
        internal int Left;

        internal bool IsOpen
        {
            get { return Kind != ExchangeKind.None; }
        }

        internal bool Awaits(ExchangeKind kind, int messageId)
        {
            return Kind == kind && MessageId == messageId;
        }

        // 6.13: the timer starts when the message is sent.
        internal void Open(ExchangeKind kind, int messageId, long nowMs, ClientSettings settings)
        {
            Kind = kind;
            MessageId = messageId;
            StartedMs = nowMs;
            DeadlineMs = nowMs + settings.RetryMs;
            Left = settings.RetryCount;
        }

        internal void Close()
        {
            Kind = ExchangeKind.None;
            MessageId = 0;
        }
    }
}
