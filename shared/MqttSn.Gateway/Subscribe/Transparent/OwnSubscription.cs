namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Transparent: a subscription on the client's own broker connection.</summary>
    internal sealed class OwnSubscription : Subscription, IBrokerSubscriber
    {
        internal bool InQueue;
        internal OwnSubscription NextInQueue;

        private readonly TransparentSubscriptions _keeper;

        internal OwnSubscription(TransparentSubscriptions keeper)
        {
            _keeper = keeper;
        }

        /// <inheritdoc/>
        public void OnSubscribed(int grantedQos) => _keeper.OnSubscribed(this, grantedQos);

        /// <inheritdoc/>
        public void OnUnsubscribed() => _keeper.OnUnsubscribed(this);

        /// <inheritdoc/>
        public void OnRequestLost() => _keeper.OnRequestLost(this);

        internal override void Unlink()
        {
            // It is not shared.
        }
    }
}
