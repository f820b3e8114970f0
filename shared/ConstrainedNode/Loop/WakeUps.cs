namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// How the wake-ups of a node went: whether the last one failed, when the node last announced itself, and which ones a congested gateway is left
    /// alone in.
    /// </summary>
    public sealed class WakeUps
    {
        private readonly GatewayLink _link;
        private int _quietCycles;

        /// <summary>Makes them at boot: as if the last one had failed.</summary>
        public WakeUps(GatewayLink link)
        {
            _link = link;
            IsFailed = true;
        }

        /// <summary>Whether the last wake-up did not end asleep with the gateway's consent.</summary>
        public bool IsFailed { get; set; }

        /// <summary>Whether this wake-up leaves a congested gateway alone: the reading waits, and the radio stays off.</summary>
        public bool IsQuiet { get; private set; }

        /// <summary>Wake-ups since the node last announced itself; −1 in the one in which it does.</summary>
        public int SinceAnnounced { get; private set; }

        /// <summary>Whether the node announces itself again: the gateway may have forgotten it.</summary>
        public bool IsAnnounceDue => SinceAnnounced >= SleepCycle.AnnounceCycles;

        /// <summary>Goes on from before a deep sleep.</summary>
        public void Resume(NodeState state)
        {
            SinceAnnounced = state.CyclesSinceAnnounced;
            IsFailed = state.IsCycleFailed;
            _quietCycles = state.QuietCycles;
        }

        /// <summary>Begins a wake-up.</summary>
        /// <param name="canBeQuiet">Whether it is one that could leave a congested gateway alone.</param>
        /// <param name="nowMs">The loop's time in ms.</param>
        public void Begin(bool canBeQuiet, long nowMs) => IsQuiet = canBeQuiet && (_quietCycles > 0 || nowMs < _link.CongestedUntilMs);

        /// <summary>Ends the restraint towards a congested gateway: the node stops.</summary>
        public void EndQuiet() => IsQuiet = false;

        /// <summary>The node announces itself in this wake-up.</summary>
        public void NoteAnnounced() => SinceAnnounced = -1;

        /// <summary>Counts a wake-up that ends in a sleep.</summary>
        public void Count() => SinceAnnounced = IsAnnounceDue ? 0 : SinceAnnounced + 1;

        /// <summary>
        /// The wake-ups to come that fall into the wait for a congested gateway. They are counted, not timed: after a deep sleep the clock may be
        /// unknown.
        /// </summary>
        public int QuietCyclesToCome(int intervalMs, long nowMs)
        {
            if (IsQuiet)
            {
                return _quietCycles - 1;
            }

            long quietMs = _link.CongestedUntilMs - nowMs;
            return quietMs > intervalMs ? (int)((quietMs - 1) / intervalMs) : 0;
        }
    }
}
