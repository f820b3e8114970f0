using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The end of a client's connection: planned (6.12) or lost (7.2).</summary>
    internal sealed class ConnectionEnds
    {
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly LostClients _lost;
        private readonly ClientLinks _links;
        private readonly StoredSessions _store;
        private readonly ClientDeadlines _deadlines;

        internal ConnectionEnds(GatewayBasics basics, LostClients lost, ClientLinks links, StoredSessions store, ClientDeadlines deadlines)
        {
            _counters = basics.Counters;
            _clock = basics.Clock;
            _lost = lost;
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

        // 7.2: a client that exceeds its keep alive or sleep duration is lost.
        internal void Lose(ClientSession client)
        {
            _counters.ClientsLost++;
            _lost.Tell(client);
            _lost.PublishWill(client);
            End(client, false);
        }

        /// <summary>The client is disconnected, as if it were lost, and its session forgotten.</summary>
        internal void Kick(ClientSession client)
        {
            _counters.ClientsKicked++;
            _lost.Tell(client);
            if (client.IsConnected)
            {
                _lost.PublishWill(client);
            }

            End(client, false);
            if (client.State != ClientStage.Free)
            {
                _store.Remove(client);
            }
        }

        /// <summary>The client's session, which is kept, is given up.</summary>
        internal void Expire(ClientSession client) => _store.Expire(client);
    }
}
