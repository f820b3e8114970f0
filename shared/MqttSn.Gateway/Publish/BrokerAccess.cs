namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Whether what a client asks for can go to the broker, and who is told that it cannot.</summary>
    internal sealed class BrokerAccess
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly RefusedPeers _refused;

        internal BrokerAccess(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            OwnLink own,
            RefusedPeers refused)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _own = own;
            _refused = refused;
        }

        /// <summary>Whether requests of a client can go to the broker now.</summary>
        internal bool IsUp(ClientSession client)
        {
            return _settings.IsTransparent ? client.ConnectionUp : _own.IsUp;
        }

        /// <summary>
        /// A message or request of a connected client is for later. While the broker is away for a short time it gets no answer, so that the client
        /// repeats it after Tretry (6.13): after "congestion" it would wait for T_WAIT.
        /// </summary>
        /// <returns>Whether the client is to be told.</returns>
        internal bool Congested(ClientSession client)
        {
            _counters.Congestions++;
            if (!IsUp(client) && _clock.NowMs < (_settings.IsTransparent ? client.ConnectionSinceMs + _settings.BrokerGraceMs : _own.GraceEndMs))
            {
                return false;
            }

            _refused.Note(client.Address, client.Forwarder, client.PeerHash);
            return true;
        }
    }
}
