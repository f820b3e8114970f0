namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The broker's answers, to whom they are for. A token that is void is ignored.</summary>
    internal sealed class BrokerAnswers
    {
        private readonly PendingTable _pending;

        internal BrokerAnswers(PendingTable pending)
        {
            _pending = pending;
        }

        internal void OnPublished(int token, ReturnCode code)
        {
            if (_pending.Has(token) && _pending.Subscriber(token) == null)
            {
                _pending.OnPublished(token, code);
            }
        }

        internal void OnSubscribed(int token, int grantedQos)
        {
            IBrokerSubscriber subscriber = Take(token);
            if (subscriber != null)
            {
                subscriber.OnSubscribed(grantedQos);
            }
        }

        internal void OnUnsubscribed(int token)
        {
            IBrokerSubscriber subscriber = Take(token);
            if (subscriber != null)
            {
                subscriber.OnUnsubscribed();
            }
        }

        private IBrokerSubscriber Take(int token)
        {
            IBrokerSubscriber subscriber = _pending.Has(token) ? _pending.Subscriber(token) : null;
            if (subscriber != null)
            {
                _pending.Remove(token);
            }

            return subscriber;
        }
    }
}
