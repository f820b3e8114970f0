using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Sends clients that have a will to connect again (5.4.21: DISCONNECT) after the broker has forgotten what they said, or may have published
    /// their will: only they can say it anew. At most one in <see cref="GatewaySettings.RecallGapMs"/>, each when nothing is under way; one that
    /// sleeps when it wakes next. Clients without a will are not told.
    /// </summary>
    internal sealed class Recalls
    {
        // How often it is checked, every BrokerRetryMs, whether nothing of a client is in flight; then it is told in any case.
        private const int LooksMax = 40;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly ClientDirectory _clients;
        private readonly BrokerAccess _access;
        private readonly ClientDeadlines _deadlines;
        private readonly Delivery _delivery;
        private readonly UnknownPeers _unknownPeers;
        private long _freeAtMs;

        internal Recalls(
            GatewayBasics basics,
            ClientDirectory clients,
            BrokerAccess access,
            ClientDeadlines deadlines,
            Delivery delivery,
            UnknownPeers unknownPeers)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _clients = clients;
            _access = access;
            _deadlines = deadlines;
            _delivery = delivery;
            _unknownPeers = unknownPeers;
        }

        /// <summary>Whether the client is one of those that are recalled.</summary>
        internal static bool Concerns(ClientSession client) =>
            client.StoredWill != null && (client.State == ClientStage.Active || client.IsSleeper);

        /// <summary>Transparent: the client is to connect again when its broker connection is up again, if it is one of those.</summary>
        internal static void Want(ClientSession client)
        {
            if (client.Recall == null && Concerns(client))
            {
                client.Recall = new RecallState();
            }
        }

        /// <summary>
        /// The broker has lost the session of the gateway's own connection, which aggregating is that of all clients, or what is retained.
        /// </summary>
        internal void OnForgotten()
        {
            if (_settings.IsTransparent)
            {
                return;
            }

            _freeAtMs = _clock.NowMs;
            for (int i = 0; i < _clients.SlotCount; i++)
            {
                ClientSession client = _clients.At(i);
                if (Concerns(client))
                {
                    Plan(client);
                }
            }
        }

        /// <summary>Gives the client its turn. That of one that sleeps is when it wakes, among others or not.</summary>
        internal void Plan(ClientSession client)
        {
            if (client.Recall == null)
            {
                client.Recall = new RecallState();
            }

            client.Recall.Looks = 0;
            client.Recall.AtMs = _clock.NowMs;
            if (!client.IsSleeper)
            {
                client.Recall.AtMs = Deadline.Later(_freeAtMs, _clock.NowMs);
                _freeAtMs = client.Recall.AtMs + _settings.RecallGapMs;
            }

            _deadlines.Arm(client);
        }

        /// <summary>The client's turn has come.</summary>
        internal void OnTimer(ClientSession client)
        {
            if (!_access.IsUp(client) || (IsBusy(client) && ++client.Recall.Looks < LooksMax))
            {
                client.Recall.AtMs = _clock.NowMs + _settings.BrokerRetryMs;
            }
            else
            {
                Tell(client);
            }
        }

        /// <summary>
        /// A sleeper is about to be awake (6.14). Where it is to connect again it is told instead, and gets its messages after its CONNECT; one
        /// whose session is clean would lose them, and gets them first.
        /// </summary>
        /// <returns>Whether it was told.</returns>
        internal bool TellAwakened(ClientSession client)
        {
            if (client.Recall == null || !_access.IsUp(client))
            {
                return false;
            }

            if (client.Connect.CleanSession && IsBusy(client) && ++client.Recall.Looks < LooksMax)
            {
                return false;
            }

            Tell(client);
            return true;
        }

        /// <summary>The client falls asleep: what it was told, or was to be, is for when it wakes.</summary>
        internal static void PutOff(ClientSession client)
        {
            if (client.State == ClientStage.Recalled)
            {
                client.Recall = new RecallState();
            }
        }

        /// <summary>
        /// DISCONNECT. Until its CONNECT the client is no sleeper and not lost: messages wait for it, and its keep alive runs on, so that its will
        /// goes out if it does not come back.
        /// </summary>
        internal void Tell(ClientSession client)
        {
            _counters.Recalls++;
            client.Recall = null;
            client.Enter(ClientStage.Recalled);
            _delivery.Leave(client);
            _unknownPeers.Tell(client);
        }

        private static bool IsBusy(ClientSession client)
        {
            return client.PendingCount > 0
                || (client.Queue != null && client.Queue.Head != null)
                || (client.Exchanges != null && client.Exchanges.IsUnreleased);
        }
    }
}
