namespace SensorNet.MqttSn.Gateway
{
    /// <summary>What is due of clients, the earliest first.</summary>
    internal sealed class ClientTimeouts
    {
        private readonly GatewayClock _clock;
        private readonly ClientTimers _timers;
        private readonly ClientDeadlines _deadlines;
        private readonly Delivery _delivery;
        private readonly Recalls _recalls;
        private readonly ClientLinks _links;
        private readonly Sessions _sessions;
        private readonly Connecting _connecting;

        internal ClientTimeouts(
            GatewayClock clock,
            ClientTimers timers,
            ClientDeadlines deadlines,
            Delivery delivery,
            Recalls recalls,
            ClientLinks links,
            Sessions sessions,
            Connecting connecting)
        {
            _clock = clock;
            _timers = timers;
            _deadlines = deadlines;
            _delivery = delivery;
            _recalls = recalls;
            _links = links;
            _sessions = sessions;
            _connecting = connecting;
        }

        internal void OnTime()
        {
            // Ends: a client that is taken out is put back at a later time.
            ClientSession client = _timers.TakeDue(_clock.NowMs);
            while (client != null)
            {
                OnTimer(client);
                client = _timers.TakeDue(_clock.NowMs);
            }
        }

        // It is in no timer any more.
        private void OnTimer(ClientSession client)
        {
            long now = _clock.NowMs;
            if (client.IsConnected && _deadlines.LostAtMs(client) <= now)
            {
                _sessions.Lose(client);
            }
            else if (client.State == ClientState.Disconnected)
            {
                if (_deadlines.ExpiresAtMs(client) <= now)
                {
                    _sessions.Expire(client);
                }
            }
            else if (client.RetryAtMs <= now)
            {
                if (client.IsConnected)
                {
                    _delivery.OnTimer(client);
                }
                else
                {
                    _connecting.OnTimer(client);
                }
            }

            if (client.ReopenAtMs <= now)
            {
                _links.Reopen(client);
            }

            if (client.RecallAtMs <= now)
            {
                _recalls.OnTimer(client);
            }

            if (client.State != ClientState.Free)
            {
                _deadlines.Arm(client);
            }
        }
    }
}
