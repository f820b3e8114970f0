namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The gateway's own broker connection is up or down.</summary>
    internal sealed class OwnLinkEvents
    {
        private readonly OwnLink _own;
        private readonly PendingTable _pending;
        private readonly Discovery _discovery;
        private readonly IBrokerSide _subscriptions;
        private readonly WillPublisher _wills;
        private readonly Recalls _recalls;

        internal OwnLinkEvents(
            OwnLink own, PendingTable pending, Discovery discovery, IBrokerSide subscriptions, WillPublisher wills, Recalls recalls)
        {
            _own = own;
            _pending = pending;
            _discovery = discovery;
            _subscriptions = subscriptions;
            _wills = wills;
            _recalls = recalls;
        }

        internal void OnConnected(bool sessionPresent)
        {
            bool forgot = _own.Up(sessionPresent);
            _discovery.OnConnected();
            _subscriptions.OnConnected(OwnLink.Number, sessionPresent);
            _wills.Pump();
            if (forgot)
            {
                _recalls.OnForgotten();
            }
        }

        internal void OnForgotRetained() => _recalls.OnForgotten();

        internal void OnLost(bool keepsExchanges)
        {
            _own.Down();
            _discovery.OnLost();
            _subscriptions.OnOwnLost();
            _pending.LoseAll(OwnLink.Number, keepsExchanges);
        }
    }
}
