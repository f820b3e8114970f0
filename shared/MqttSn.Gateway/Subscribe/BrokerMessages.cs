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

        /// <summary>The message at hand, to be set before <see cref="OnMessage"/>.</summary>
        internal BrokerMessage Message => _message;

        internal void OnMessage()
        {
            _counters.BrokerMessages++;
            _message.Begin();
            if (!_subscriptions.FanOut(_message))
            {
                _counters.BrokerMessagesUnwanted++;
            }

            _message.End();
        }
    }
}
