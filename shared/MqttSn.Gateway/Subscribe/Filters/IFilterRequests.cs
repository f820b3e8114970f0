namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Who asks the broker for filters, and is told what came of it: <see cref="IBrokerSubscriber"/> with the filter.</summary>
    internal interface IFilterRequests
    {
        void OnSubscribed(BrokerFilter filter, int grantedQos);

        void OnUnsubscribed(BrokerFilter filter);

        void OnRequestLost(BrokerFilter filter);

        /// <summary>Its last subscription has gone.</summary>
        void OnUnused(BrokerFilter filter);
    }
}
