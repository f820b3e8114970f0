namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What has asked the broker for a subscription, or for its end. The token is no longer in the table when one of these comes.</summary>
    internal interface IBrokerSubscriber
    {
        /// <summary>SUBACK.</summary>
        /// <param name="grantedQos">The QoS granted, 0 to 2, or a <see cref="BrokerGrant"/> below 0.</param>
        void OnSubscribed(int grantedQos);

        /// <summary>UNSUBACK.</summary>
        void OnUnsubscribed();

        /// <summary>The answer will not come.</summary>
        void OnRequestLost();
    }
}
