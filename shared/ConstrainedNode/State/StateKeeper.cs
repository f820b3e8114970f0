using SensorNet.Device;
using SensorNet.MqttSn.Client;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// Keeps a node's state over deep sleeps. No memory but the flash keeps its content in a deep sleep, so as little as possible is written to it:
    /// what matters when it has changed, and otherwise every <see cref="SaveCyclesMax"/> wake-ups. Between two writes the sequence number and the
    /// wake-ups since the node announced itself follow from the clock, which runs on in deep sleep; where the clock was lost, it is skipped ahead by
    /// more than can have been used.
    /// </summary>
    /// <remarks>
    /// Wear: at one wake-up a minute about 31,000 writes a year while all is well (the node announces itself at every 17th), and one a wake-up
    /// (525,600 a year) while the gateway is away or the clock unknown; a wear-levelled file system of 64 blocks with 100,000 cycles each and a few
    /// writes a block takes tens of millions.
    /// </remarks>
    public sealed class StateKeeper
    {
        /// <summary>The most wake-ups from one write to the next.</summary>
        public const int SaveCyclesMax = 32;

        private readonly IStateStore _store;
        private readonly ILog _log;
        private readonly int _fingerprint;
        private readonly int _gateway;
        private readonly byte[] _buffer;
        private readonly byte[] _session = new byte[NodeState.SessionBytesMax];
        private NodeState _saved;
        private int _savedReadings;

        /// <summary>Makes the keeper of a node; nothing is read yet.</summary>
        public StateKeeper(ConstrainedSettings settings, IStateStore store, ILog log)
        {
            _store = store;
            _log = log;
            _fingerprint = NodeState.Fingerprint(settings);
            _gateway = NodeState.GatewayFingerprint(settings);
            _buffer = new byte[NodeState.BytesMax(settings.RingSize)];
        }

        /// <summary>Reads what was saved, and the readings that wait into the ring. A new state where there is nothing of use.</summary>
        public NodeState Load(ReadingRing ring)
        {
            byte[] octets = _store.Read(_buffer.Length);
            _saved = NodeState.Read(octets, _fingerprint, _gateway, ring);
            if (_saved == null)
            {
                while (ring.Count > 0)
                {
                    ring.RemoveOldest();
                }
            }

            _savedReadings = ring.Count;
            return _saved == null ? new NodeState() : _saved.Copy();
        }

        /// <summary>Writes the state if it must be written. False when that failed.</summary>
        /// <param name="state">The state; its session is filled in here.</param>
        /// <param name="client">The client whose session is saved, or null to keep what the state has.</param>
        /// <param name="ring">The readings that wait.</param>
        public bool Save(NodeState state, MqttSnClient client, ReadingRing ring)
        {
            if (client != null)
            {
                int length = client.SaveSession(_session, 0, _session.Length);
                state.Session = new byte[length];
                System.Array.Copy(_session, state.Session, length);
            }

            if (!MustSave(state, ring))
            {
                return true;
            }

            int bytes = state.Write(_buffer, _fingerprint, _gateway, ring);
            if (_store.Write(_buffer, bytes))
            {
                return true;
            }

            _log.Write("saving the state failed: " + _store.Problem);
            return false;
        }

        private bool MustSave(NodeState state, ReadingRing ring)
        {
            return _saved == null
                || state.AnchorUtcMs == 0
                || _saved.AnchorUtcMs == 0
                || state.IntervalMs != _saved.IntervalMs
                || !FollowsFromClock(state)
                || state.IsCycleFailed != _saved.IsCycleFailed
                || state.CyclesSinceAnnounced == 0
                || state.CongestionCount != _saved.CongestionCount
                || state.QuietCycles != _saved.QuietCycles
                || state.CommandsObeyed != _saved.CommandsObeyed
                || state.CommandsRefused != _saved.CommandsRefused
                || ring.Count > 0
                || _savedReadings > 0
                || state.Gateway.Length != _saved.Gateway.Length
                || !MqttSnClient.IsSameSession(state.Session, _saved.Session);
        }

        private bool FollowsFromClock(NodeState state)
        {
            long readings = state.NextSequence - _saved.NextSequence;
            return readings >= 0 && readings < SaveCyclesMax && state.AnchorUtcMs - _saved.AnchorUtcMs == readings * state.IntervalMs;
        }
    }
}
