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
            GatewayBasics basics,
            OwnLink own,
            RefusedPeers refused)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _own = own;
            _refused = refused;
        }

        /// <summary>Whether the gateway's own broker connection is up.</summary>
        internal bool IsOwnUp => _own.IsUp;

        /// <summary>Whether requests of a client can go to the broker now.</summary>
        internal bool IsUp(ClientSession client) => _settings.IsTransparent ? client.IsLinkUp : _own.IsUp;

        /// <summary>
        /// Whether clients can share subscriptions. Transparent the broker says so for each; aggregating it is known when the broker is there.
        /// </summary>
        internal bool CanShare => _settings.IsTransparent || !_own.IsUp || _own.CanShare;

        /// <summary>
        /// A message or request of a connected client is for later. While the broker is away for a short time it gets no answer, so that the client
        /// repeats it after Tretry (6.13): after "congestion" it would wait for T_WAIT.
        /// </summary>
        /// <returns>Whether the client is to be told.</returns>
        internal bool Congested(ClientSession client)
        {
            _counters.Congestions++;
            if (!IsUp(client) && _clock.NowMs < (_settings.IsTransparent ? client.Link.SinceMs + _settings.BrokerGraceMs : _own.GraceEndMs))
            {
                return false;
            }

            _refused.Note(client.Peer);
            return true;
        }
    }
}
