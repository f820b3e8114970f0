namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The gateway's own broker connection and those of clients are up or down.</summary>
    internal sealed class BrokerEvents
    {
        private readonly OwnLinkEvents _own;
        private readonly ClientLinkEvents _ofClients;

        internal BrokerEvents(OwnLinkEvents own, ClientLinkEvents ofClients)
        {
            _own = own;
            _ofClients = ofClients;
        }

        internal void OnConnected(int connection, bool sessionPresent)
        {
            if (connection == OwnLink.Number)
            {
                _own.OnConnected(sessionPresent);
            }
            else
            {
                _ofClients.OnConnected(connection, sessionPresent);
            }
        }

        internal void OnRefused(int connection, ReturnCode code) => _ofClients.OnRefused(connection, code);

        internal void OnForgotRetained() => _own.OnForgotRetained();

        internal void OnLost(int connection, bool keepsExchanges)
        {
            if (connection == OwnLink.Number)
            {
                _own.OnLost(keepsExchanges);
            }
            else
            {
                _ofClients.OnLost(connection, keepsExchanges);
            }
        }
    }
}
