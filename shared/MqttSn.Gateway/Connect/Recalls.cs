using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Sends awake clients that have a will to connect again (5.4.21: DISCONNECT) after the broker has forgotten what they said, or may have
    /// published their will: only they can say it anew. At most one in <see cref="GatewaySettings.RecallGapMs"/>, each when nothing is under way.
    /// Clients that sleep or have no will are not told.
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

        /// <summary>Whether the client is one of those that are recalled. One that has slept says all of itself by its own rule.</summary>
        internal static bool Concerns(ClientSession client) =>
            client.State == ClientStage.Active && client.StoredWill != null && client.Connect.SleepMs == 0;

        /// <summary>Transparent: the client is to connect again when its broker connection is up again, if it is one of those.</summary>
        internal static void Want(ClientSession client)
        {
            if (client.Recall == null && Concerns(client))
            {
                client.Recall = new RecallState();
            }
        }

        /// <summary>The broker has lost the session of the gateway's own connection, which aggregating is that of all clients.</summary>
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

        /// <summary>Gives the client its turn.</summary>
        internal void Plan(ClientSession client)
        {
            if (client.Recall == null)
            {
                client.Recall = new RecallState();
            }

            client.Recall.AtMs = Deadline.Later(_freeAtMs, _clock.NowMs);
            client.Recall.Looks = 0;
            _freeAtMs = client.Recall.AtMs + _settings.RecallGapMs;
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
