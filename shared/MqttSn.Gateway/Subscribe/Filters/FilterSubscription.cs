namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Aggregating: a subscription that shares its filter's with others.</summary>
    internal sealed class FilterSubscription : Subscription
    {
        // The filter's subscriptions.
        internal BrokerFilter BrokerFilter;
        internal FilterSubscription PreviousOfFilter;
        internal FilterSubscription NextOfFilter;

        // The request that fetches the retained messages, and whom it is for.
        internal RetainedRequest Request;
        internal FilterSubscription PreviousOfRequest;
        internal FilterSubscription NextOfRequest;

        internal override void Unlink()
        {
            Request?.Drop(this);
            BrokerFilter.Remove(this);
        }
    }
}
