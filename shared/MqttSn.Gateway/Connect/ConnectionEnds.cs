using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The end of a client's connection: planned (6.12) or lost (7.2).</summary>
    internal sealed class ConnectionEnds
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly WillPublisher _wills;
        private readonly UnknownPeers _unknownPeers;
        private readonly ClientLinks _links;
        private readonly StoredSessions _store;
        private readonly ClientDeadlines _deadlines;

        internal ConnectionEnds(
            GatewayBasics basics, WillPublisher wills, UnknownPeers unknownPeers, ClientLinks links, StoredSessions store, ClientDeadlines deadlines)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _wills = wills;
            _unknownPeers = unknownPeers;
            _links = links;
            _store = store;
            _deadlines = deadlines;
        }

        /// <summary>The connection ends. The session is kept where the client said so, otherwise the slot is free.</summary>
        internal void End(ClientSession client, bool planned)
        {
            _links.Close(client, planned);
            client.Connect.RetryAtMs = Deadline.Never;
            client.Recall = null;
            ClientWills.EndDialogue(client);
            if (client.Connect.CleanSession)
            {
                _store.Remove(client);
                return;
            }

            client.Enter(ClientStage.Disconnected);
            client.NoteMessage(_clock.NowMs);
            _store.Keep(client);
            _deadlines.Arm(client);
        }

        // 7.2: a client that exceeds its keep alive or sleep duration is lost. It is told once (5.4.21), so that one that is there need not find out
        // by its own time-out.
        internal void Lose(ClientSession client)
        {
            _counters.ClientsLost++;
            _unknownPeers.Tell(client);
            if (!_settings.IsTransparent && client.StoredWill != null)
            {
                _wills.Publish(client.StoredWill);
            }
            else if (_settings.IsTransparent && client.StoredWill != null && client.Connection != 0)
            {
                _counters.WillsPublished++;
            }

            End(client, false);
        }

        /// <summary>The client's session, which is kept, is given up.</summary>
        internal void Expire(ClientSession client) => _store.Expire(client);
    }
}
