namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Sends awake clients that have a will to connect again (5.4.21: DISCONNECT) after the broker has forgotten what they said, or may have
    /// published their will: only they can say it anew. At most one in <see cref="GatewaySettings.RecallGapMs"/>, each when nothing is under way.
    /// Clients that sleep or have no will are left alone.
    /// </summary>
    internal sealed class Recalls
    {
        // How often a client is looked at, every BrokerRetryMs, until nothing of it is under way; then it is told all the same.
        private const int LooksMax = 40;

        private readonly GatewayContext _context;
        private long _freeAtMs;

        internal Recalls(GatewayContext context)
        {
            _context = context;
        }

        /// <summary>Whether the client is one of those that are recalled. One that has slept says all of itself by its own rule.</summary>
        internal static bool Concerns(ClientSession client)
        {
            return client.State == ClientState.Active && client.Will != null && client.SleepMs == 0;
        }

        /// <summary>Aggregating: the broker has lost the session of the gateway's own connection.</summary>
        internal void PlanAll()
        {
            _freeAtMs = _context.NowMs;
            for (int i = 0; i < _context.Clients.SlotCount; i++)
            {
                ClientSession client = _context.Clients.At(i);
                if (Concerns(client))
                {
                    Plan(client);
                }
            }
        }

        /// <summary>Gives the client its turn.</summary>
        internal void Plan(ClientSession client)
        {
            client.RecallAtMs = Times.Later(_freeAtMs, _context.NowMs);
            client.RecallLooks = 0;
            _freeAtMs = client.RecallAtMs + _context.Settings.RecallGapMs;
            _context.Sessions.Arm(client);
        }

        /// <summary>The client's turn has come.</summary>
        internal void OnTimer(ClientSession client)
        {
            if (!_context.IsBrokerUp(client) || (IsBusy(client) && ++client.RecallLooks < LooksMax))
            {
                client.RecallAtMs = _context.NowMs + _context.Settings.BrokerRetryMs;
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
            _context.Counters.Recalls++;
            client.EndRecall();
            client.State = ClientState.Recalled;
            _context.Delivery.Suspend(client);
            _context.Delivery.Queues.TakeOver(client);
            _context.UnknownPeers.Tell(client);
        }

        private static bool IsBusy(ClientSession client)
        {
            return client.PendingCount > 0
                || client.Head != null
                || (client.Exchanges != null && client.Exchanges.Received != null && client.Exchanges.Received.Count > 0);
        }
    }
}
