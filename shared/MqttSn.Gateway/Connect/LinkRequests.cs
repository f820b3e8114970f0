namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Transparent: what was asked on a client's broker connection that has ended.</summary>
    internal sealed class LinkRequests
    {
        private readonly PendingTable _pending;
        private readonly ClientQueues _queues;
        private readonly SubscriptionList _subscriptions;

        internal LinkRequests(PendingTable pending, ClientQueues queues, SubscriptionList subscriptions)
        {
            _pending = pending;
            _queues = queues;
            _subscriptions = subscriptions;
        }

        /// <summary>
        /// The connection's number is void, and what was asked on it will not be answered: the client is told to try again, if it is to go on.
        /// </summary>
        internal void LoseAll(ClientSession client, bool answers)
        {
            if (!client.Connect.CleanSession)
            {
                _queues.DropWhatComesAgain(client);
            }

            while (client.PendingCount > 0)
            {
                int token = _pending.FirstOf(client.Exchanges);
                if (answers)
                {
                    _pending.Lose(token);
                }
                else
                {
                    _pending.Remove(token);
                }
            }

            _subscriptions.LoseRequests(client, answers);
        }

        /// <summary>The connection goes on under its number: [MQTT-4.4.0-1], of what is unanswered only PUBLISH goes on with it.</summary>
        internal void LoseSubscriptions(ClientSession client) => _subscriptions.LoseRequests(client, true);
    }
}
