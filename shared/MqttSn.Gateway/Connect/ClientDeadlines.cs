using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// When something is due of a client: keep alive (6.11), sleep duration (6.14), the end of its session, and what the features wait for.
    /// </summary>
    internal sealed class ClientDeadlines
    {
        private const int MinuteMs = 60000;

        private readonly GatewaySettings _settings;
        private readonly GatewayClock _clock;
        private readonly ClientTimers _timers;

        internal ClientDeadlines(GatewayBasics basics, ClientTimers timers)
        {
            _settings = basics.Settings;
            _clock = basics.Clock;
            _timers = timers;
        }

        /// <summary>Sees to it that the client comes up at its next deadline.</summary>
        internal void Arm(ClientSession client)
        {
            long next = client.Connect.RetryAtMs;
            next = client.Queue == null ? next : Deadline.Earlier(next, client.Queue.RetryAtMs);
            next = client.Link == null ? next : Deadline.Earlier(next, client.Link.ReopenAtMs);
            next = Deadline.Earlier(next, RecallAtMs(client));
            if (client.IsConnected)
            {
                next = Deadline.Earlier(next, LostAtMs(client));
            }
            else if (client.State == ClientStage.Disconnected)
            {
                next = ExpiresAtMs(client);
            }

            if (next != Deadline.Never)
            {
                _timers.Schedule(client, next);
            }
        }

        /// <summary>Takes out the first client when it is due; null when none is.</summary>
        internal ClientSession TakeDue() => _timers.TakeDue(_clock.NowMs);

        /// <summary>Whether a point in time has come.</summary>
        internal bool HasPassed(long atMs) => atMs <= _clock.NowMs;

        /// <summary>When the client, which is connected, is lost (7.2).</summary>
        internal long LostAtMs(ClientSession client)
        {
            long period = SupervisionMs(client);
            if (period == Deadline.Never)
            {
                return period;
            }

            int percent = period < MinuteMs ? _settings.ShortTolerancePercent : _settings.TolerancePercent;
            return client.LastReceivedMs + period + (period * percent / 100);
        }

        /// <summary>When the client is told to connect again; never while it sleeps or connects.</summary>
        internal static long RecallAtMs(ClientSession client) =>
            client.Recall == null || client.State != ClientStage.Active ? Deadline.Never : client.Recall.AtMs;

        /// <summary>Keep alive or sleep duration.</summary>
        internal static long SupervisionMs(ClientSession client) => client.PeriodMs == 0 ? Deadline.Never : client.PeriodMs;

        /// <summary>When the client's session, which is kept, is given up.</summary>
        internal long ExpiresAtMs(ClientSession client)
        {
            long expiry = _settings.SessionExpiryMs;
            return expiry == 0 ? Deadline.Never : client.LastReceivedMs + expiry;
        }
    }
}
