namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The state of the gateway's own broker connection.</summary>
    internal sealed class OwnLink
    {
        /// <summary>Its number, beside those of clients.</summary>
        internal const int Number = 0;

        internal bool IsUp;

        /// <summary>Until when the present outage counts as short.</summary>
        internal long GraceEndMs = long.MinValue;

        /// <summary>What the broker has beyond MQTT 3.1.1, as it said last.</summary>
        internal BrokerFeatures Features;

        private readonly GatewaySettings _settings;
        private readonly GatewayClock _clock;
        private bool _hasBeenUp;

        internal OwnLink(GatewayBasics basics)
        {
            _settings = basics.Settings;
            _clock = basics.Clock;
        }

        /// <summary>Whether it is up, or down for so short a time that clients need not be told.</summary>
        internal bool IsUsable => IsUp || _clock.NowMs < GraceEndMs;

        /// <summary>Whether a message of the broker says by which subscriptions it comes.</summary>
        internal bool HasIdentifiers => (Features & BrokerFeatures.SubscriptionIdentifiers) != 0;

        /// <summary>
        /// Whether clients can share a subscription over this connection: the broker has to say by which one a message comes, too.
        /// </summary>
        internal bool CanShare => HasIdentifiers && (Features & BrokerFeatures.SharedSubscriptions) != 0;

        /// <summary>The broker says what it has, before the connection is told to be up.</summary>
        internal void SetFeatures(BrokerFeatures features) => Features = features;

        /// <summary>It is up. Returns whether the broker has forgotten what it knew.</summary>
        internal bool Up(bool sessionPresent)
        {
            bool forgot = _hasBeenUp && !sessionPresent;
            _hasBeenUp = true;
            IsUp = true;
            return forgot;
        }

        /// <summary>It is down, or could not be opened.</summary>
        internal void Down()
        {
            if (IsUp)
            {
                GraceEndMs = _clock.NowMs + _settings.BrokerGraceMs;
            }

            IsUp = false;
        }
    }
}
