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

        /// <summary>It is up. Returns whether the broker has forgotten what it knew.</summary>
        internal bool Up(bool sessionPresent)
        {
            bool forgot = _hasBeenUp && !sessionPresent;
            _hasBeenUp = true;
            IsUp = true;
            return forgot;
        }

        /// <summary>Sessions of before the gateway began are there: it has been up, and may be away for a short time as after an outage.</summary>
        internal void Restore()
        {
            _hasBeenUp = true;
            GraceEndMs = _clock.NowMs + _settings.BrokerGraceMs;
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
