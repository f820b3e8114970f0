using SensorNet.Device;
using SensorNet.MqttSn.Client;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// Takes a node through a deep sleep: what it must know afterwards, and when it wakes up. Readings keep to a grid of the clock.
    /// </summary>
    public sealed class DeepSleep
    {
        private readonly ConstrainedSettings _settings;
        private readonly ISleep _sleep;
        private readonly IClock _clock;
        private readonly StateKeeper _memory;
        private readonly long _bootedMs;
        private NodeState _loaded;
        private long _anchorUtcMs;

        /// <summary>Makes it at boot; nothing is read yet.</summary>
        public DeepSleep(ConstrainedSettings settings, IStateStore store, ISleep sleep, IClock clock, ILog log)
        {
            _settings = settings;
            _sleep = sleep;
            _clock = clock;
            _memory = new StateKeeper(settings, store, log);
            _bootedMs = clock.UptimeMs;
        }

        /// <summary>Reads what is known of before: the state with the sequence number of this boot's reading, and the readings that wait.</summary>
        public NodeState Load(ReadingRing ring)
        {
            NodeState state = _memory.Load(ring);
            _loaded = state.Copy();
            int intervalMs = state.IntervalMs == 0 ? _settings.IntervalMs : state.IntervalMs;
            long utcMs = _clock.UtcMs;
            bool isClockKept = state.AnchorUtcMs != 0 && utcMs != 0;
            long steps = isClockKept ? SleepCycle.Steps(state.AnchorUtcMs, utcMs, intervalMs) : 1;
            if (_sleep.WokeFromDeepSleep && (isClockKept || state.AnchorUtcMs == 0))
            {
                // What was not written follows from the clock.
                state.NextSequence += steps - 1;
                state.CyclesSinceAnnounced = CyclesAfter(state.CyclesSinceAnnounced, steps - 1);
                state.QuietCycles = state.QuietCycles > steps - 1 ? state.QuietCycles - (int)(steps - 1) : 0;
                _anchorUtcMs = isClockKept ? state.AnchorUtcMs + (steps * intervalMs) : 0;
                return state;
            }

            // Power was lost, or a button pressed: the number of the step under way, or any until the next write, may have been used.
            state.NextSequence += state.NextSequence == 0 ? 0 : isClockKept ? steps : StateKeeper.SaveCyclesMax;
            state.IsCycleFailed = true;

            // Whoever pressed the button wants to see the node connect.
            state.QuietCycles = 0;
            state.CongestionCount = 0;
            return state;
        }

        /// <summary>Gives a new client the session of before.</summary>
        public void RestoreSession(MqttSnClient client, long nowMs)
        {
            if (client.GatewayAddress == null && client.State == ClientState.Disconnected && _loaded.Session.Length > 0)
            {
                client.RestoreSession(nowMs, _loaded.Session, 0, _loaded.Session.Length);
            }
        }

        /// <summary>Saves what must outlive the sleep, and sleeps until the next reading is due. Does not return on a board.</summary>
        /// <inheritdoc cref="Save"/>
        public void Sleep(NodeState state, MqttSnClient client, ReadingRing ring, ReadingTimes times, long nowMs) =>
            _sleep.DeepSleep((int)Save(state, client, ring, times, nowMs));

        /// <summary>Saves what must outlive a sleep or a restart. Returns how long the next reading is away, in ms.</summary>
        /// <param name="state">The state but for its session and its times.</param>
        /// <param name="client">The client whose session is saved, or null to keep the one of before.</param>
        /// <param name="ring">The readings that wait.</param>
        /// <param name="times">Gives the readings their times.</param>
        /// <param name="nowMs">The loop's time in ms.</param>
        public long Save(NodeState state, MqttSnClient client, ReadingRing ring, ReadingTimes times, long nowMs)
        {
            int intervalMs = state.IntervalMs;
            long utcMs = _clock.UtcMs;
            long sleepMs = SleepCycle.Next(_bootedMs, nowMs, intervalMs) - nowMs;
            state.AnchorUtcMs = 0;
            if (utcMs != 0)
            {
                bool isGridKept = _anchorUtcMs != 0 && state.IntervalMs == _loaded.IntervalMs && _anchorUtcMs <= utcMs;
                long originMs = isGridKept ? _anchorUtcMs : utcMs - (nowMs - _bootedMs);

                // Readings that were due while it was awake have been taken.
                state.AnchorUtcMs = originMs + ((utcMs - originMs) / intervalMs * intervalMs);
                sleepMs = SleepCycle.Next(state.AnchorUtcMs, utcMs, intervalMs) - utcMs;
            }

            SetTimes(ring, times, nowMs);
            state.Session = _loaded.Session;
            _memory.Save(state, client, ring);
            return sleepMs;
        }

        private static int CyclesAfter(int cycles, long more) =>
            more < SleepCycle.AnnounceCycles - cycles ? cycles + (int)more : SleepCycle.AnnounceCycles;

        // Uptime means nothing after the sleep: a reading gets its time now, or never.
        private static void SetTimes(ReadingRing ring, ReadingTimes times, long nowMs)
        {
            for (int i = 0; i < ring.Count; i++)
            {
                Reading reading = ring.At(i);
                reading.UtcMs = times.UtcOf(reading, nowMs);
            }
        }
    }
}
