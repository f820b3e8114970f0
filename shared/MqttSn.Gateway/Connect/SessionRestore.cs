namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Puts back the sessions that were kept when the gateway ended, and lets them go on.</summary>
    internal sealed class SessionRestore
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayClock _clock;
        private readonly OwnLink _own;
        private readonly ClientDirectory _clients;
        private readonly ClientLinks _links;
        private readonly ClientTimers _timers;
        private readonly AccessChecks _access;

        internal SessionRestore(
            GatewayBasics basics, OwnLink own, ClientDirectory clients, ClientLinks links, ClientTimers timers, AccessChecks access)
        {
            _settings = basics.Settings;
            _clock = basics.Clock;
            _own = own;
            _clients = clients;
            _links = links;
            _timers = timers;
            _access = access;
        }

        /// <summary>A session.</summary>
        /// <param name="record">What the journal was told.</param>
        /// <param name="ageMs">How long ago that was; counts for the expiry of one whose client is away.</param>
        /// <returns>Null where there is no room for it, or one with the client id is there.</returns>
        internal ClientSession Restore(SessionRecord record, long ageMs)
        {
            byte[] id = record.ClientId;
            if (_clients.IsFull || _clients.FindId(id, 0, id.Length) != null)
            {
                return null;
            }

            ClientSession client = _clients.Add(id, 0, id.Length);
            _clients.RestoreNumber(client, record.Number);
            ConnectState connect = client.Connect;
            connect.CleanSession = record.CleanSession;
            connect.Flags = record.Flags;
            connect.KeepAliveMs = record.KeepAliveMs;
            connect.SleepMs = record.SleepMs;
            _access.Begin(client, record.Identity);
            bool isAway = record.Stage == ClientStage.Disconnected;

            // A client that was connected has its keep alive or sleep duration from now on: the gateway could not hear it.
            client.Restore(record.Stage, isAway ? _clock.NowMs - ageMs : _clock.NowMs);
            if (isAway)
            {
                _clients.Kept.Add(client);
            }
            else if (record.HasAddress)
            {
                _clients.Move(client, Peer.Of(record.Address, record.Headers));
            }

            return client;
        }

        /// <summary>A session goes on: it comes up at the next timers, and its broker connection is opened.</summary>
        internal void GoOn(ClientSession client)
        {
            if (_settings.IsTransparent && client.IsConnected)
            {
                _links.Restore(client);
            }

            // Its deadlines are armed when it comes up.
            _timers.Schedule(client, _clock.NowMs);
        }

        /// <summary>All is restored.</summary>
        internal void End() => _own.Restore();
    }
}
