namespace SensorNet.MqttSn.Gateway
{
    /// <summary>How often a client changes its address. One that does so again and again is most likely two with the same client id.</summary>
    internal sealed class AddressMoves
    {
        private const int MinuteMs = 60000;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;

        internal AddressMoves(GatewayBasics basics)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
        }

        /// <summary>Whether the client has moves left in this minute; counted where not.</summary>
        internal bool HasLeft(ClientSession client)
        {
            ClientMoves moves = client.Moves;
            if (_settings.MovesPerMinuteMax == 0
                || moves == null
                || _clock.NowMs - moves.SinceMs >= MinuteMs
                || moves.Count < _settings.MovesPerMinuteMax)
            {
                return true;
            }

            _counters.Refuse(RefusalReason.Moves);
            return false;
        }

        /// <summary>The client has come from another address than before: the first move too many in a minute is reported.</summary>
        internal void Note(ClientSession client)
        {
            if (_settings.MovesPerMinuteMax == 0)
            {
                return;
            }

            ClientMoves moves = client.Moves;
            if (moves == null || _clock.NowMs - moves.SinceMs >= MinuteMs)
            {
                moves = new ClientMoves { SinceMs = _clock.NowMs };
                client.Moves = moves;
            }

            if (moves.Count > _settings.MovesPerMinuteMax)
            {
                return;
            }

            moves.Count++;
            if (moves.Count > _settings.MovesPerMinuteMax)
            {
                _counters.RestlessClients++;
                _counters.LastRestlessClientId = client.Id;
            }
        }
    }
}
