namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What the broker sends, to the clients that want it.</summary>
    internal sealed class BrokerMessages
    {
        private readonly GatewayCounters _counters;
        private readonly BrokerMessage _message;
        private readonly IBrokerSide _subscriptions;

        internal BrokerMessages(GatewayCounters counters, BrokerMessage message, IBrokerSide subscriptions)
        {
            _counters = counters;
            _message = message;
            _subscriptions = subscriptions;
        }

        internal void OnMessage(
            int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain, int ackToken)
        {
            _counters.BrokerMessages++;
            _message.Begin(connection, topic, topicOffset, topicLength, qos, retain, ackToken);
            _message.Payload = payload;
            _message.PayloadOffset = payloadOffset;
            _message.PayloadLength = payloadLength;
            if (!_subscriptions.FanOut(_message))
            {
                _counters.BrokerMessagesUnwanted++;
            }

            _message.End();
        }
    }
}
