namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What a client that is lost (7.2), or is disconnected by the operator, leaves behind: it is told, and its will is published.</summary>
    internal sealed class LostClients
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly WillPublisher _wills;
        private readonly UnknownPeers _unknownPeers;
        private readonly AccessChecks _access;

        internal LostClients(GatewayBasics basics, WillPublisher wills, UnknownPeers unknownPeers, AccessChecks access)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _wills = wills;
            _unknownPeers = unknownPeers;
            _access = access;
        }

        /// <summary>5.4.21: once, so that one that is there need not find out by its own time-out.</summary>
        internal void Tell(ClientSession client) => _unknownPeers.Tell(client);

        /// <summary>Its will, if it has one and may publish it. Transparent: the broker does it.</summary>
        internal void PublishWill(ClientSession client)
        {
            if (client.StoredWill == null)
            {
                return;
            }

            if (_settings.IsTransparent)
            {
                _counters.WillsPublished += client.Connection != 0 ? 1 : 0;
            }
            else if (_access.AllowsWill(client))
            {
                _wills.Publish(client.StoredWill);
            }
            else
            {
                _counters.Lose(LossReason.WillNotAllowed, client.Id);
            }
        }
    }
}
