namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What the modes, aggregating and transparent, do each in their way when a client subscribes.</summary>
    internal interface ISubscriptionMode
    {
        /// <summary>A subscription of a client to a filter that it has none to; not in its list yet.</summary>
        Subscription Make(byte[] buffer, int offset, int length, int hash);

        /// <summary>Asks the broker for a subscription that was made or changed; sends SUBACK at once or later.</summary>
        ReturnCode Subscribe(ClientSession client, Subscription subscription);

        /// <summary>Ends a subscription; sends UNSUBACK at once or later.</summary>
        void Unsubscribe(ClientSession client, Subscription subscription, int messageId);
    }
}
