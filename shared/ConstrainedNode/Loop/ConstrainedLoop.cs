using System;
using SensorNet.Links;
using SensorNet.MqttSn.Client;
using SensorNet.Node;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// The loop of a node that speaks MQTT-SN: takes readings on time, publishes them oldest first, and sleeps between them if it is told to. What
    /// can block for longer than <see cref="ISensor.Measure"/> runs on the worker; only a sleep of the board blocks the loop.
    /// </summary>
    public sealed partial class ConstrainedLoop : DeviceLoop
    {
        /// <summary>The longest that a node that sleeps stays awake for its readings, in ms. What it has not said by then waits for the next time.</summary>
        public const int AwakeMaxMs = 60000;

        /// <summary>A node that sleeps says all of itself, its will included, at every so many wake-ups: the gateway may have forgotten it.</summary>
        public const int AnnounceCycles = 16;

        /// <summary>How long the radio stays on after something that nobody acknowledges, in ms: it may not have left yet.</summary>
        public const int LingerMs = 100;

        /// <summary>From a connection that the gateway refused for good to the next attempt, in ms.</summary>
        public const int RefusedWaitMs = 60000;

        /// <summary>How long a planned stop waits for "offline" to be acknowledged, in ms.</summary>
        public const int OfflineTimeoutMs = 5000;

        /// <summary>How much of that is for the readings that wait, in ms.</summary>
        public const int LastReadingsMs = 2500;

        /// <summary>How long a planned stop waits for the gateway's goodbye after that, in ms.</summary>
        public const int GoodbyeTimeoutMs = 2000;

        private readonly string _firmware;
        private readonly ConstrainedSettings _settings;
        private readonly ConstrainedTopics _topics;
        private readonly IBoard _board;
        private readonly INetwork _network;
        private readonly ISleep _sleep;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NodeHealth _health = new NodeHealth();
        private readonly SensorWatch _sensor;
        private readonly ReadingRing _ring;
        private readonly GatewayLink _link;
        private readonly Outbox _outbox;
        private readonly DeepSleeper _deep;
        private readonly Reading _reading = new Reading();
        private readonly DiagnosticsPayload _diagnosticsPayload = new DiagnosticsPayload();

        private long _sequence;
        private int _intervalMs;
        private long _nextReadingMs;
        private long _nextDiagnosticsMs;
        private long _phaseEndMs;
        private long _lastReadingsEndMs;
        private long _connectAtMs;
        private long _uncountedMs;
        private int _cyclesSinceAnnounced;
        private int _rejectedBefore;
        private int _quietCycles;
        private bool _isCycleFailed = true;

        // This wake-up leaves a congested gateway alone: the reading waits, and the radio stays off.
        private bool _isQuiet;
        private bool _isConnectAsked;
        private bool _wasWaiting;
        private bool _isGoodbyeSaid;

        /// <summary>Makes the loop; nothing happens before its first step.</summary>
        /// <param name="firmware">The firmware's name, for the info.</param>
        /// <param name="settings">Valid settings.</param>
        /// <param name="board">The board.</param>
        /// <param name="sensor">The sensor.</param>
        /// <param name="network">The network.</param>
        /// <param name="socket">The socket.</param>
        /// <param name="sleep">The board's sleep modes.</param>
        /// <param name="store">What outlives a deep sleep.</param>
        /// <param name="worker">Runs what blocks.</param>
        /// <param name="clock">The clocks.</param>
        /// <param name="log">The debug output.</param>
        /// <param name="random">Where the jitter comes from; seeded differently on each board.</param>
        public ConstrainedLoop(
            string firmware,
            ConstrainedSettings settings,
            IBoard board,
            ISensor sensor,
            INetwork network,
            IDatagramSocket socket,
            ISleep sleep,
            IStateStore store,
            IWorker worker,
            IClock clock,
            ILog log,
            Random random)
            : base(board, clock, log)
        {
            _firmware = firmware;
            _settings = settings;
            _topics = new ConstrainedTopics(settings);
            _board = board;
            _network = network;
            _sleep = sleep;
            _clock = clock;
            _log = log;
            _intervalMs = settings.IntervalMs;
            _sensor = new SensorWatch(sensor, log, _health, random);
            _ring = new ReadingRing(settings.RingSize);
            _link = new GatewayLink(settings, socket, network, worker, clock, log, _health, random);
            _outbox = new Outbox(settings, _topics, _link, _ring, clock, _health);
            _deep = settings.Sleep == SleepMode.Deep ? new DeepSleeper(settings, store, sleep, clock, log) : null;
        }

        /// <summary>Where the loop stands.</summary>
        public LoopPhase Phase { get; private set; }

        /// <inheritdoc/>
        public override bool IsEnded => Phase == LoopPhase.Ended;

        // Time goes on while the board sleeps, whether its tick counter counts that or not.
        private long NowMs => _clock.UptimeMs + _uncountedMs;

        private bool Sleeps => _settings.Sleep != SleepMode.None;

        /// <inheritdoc/>
        public override long Step()
        {
            long nowMs = NowMs;
            if (Phase == LoopPhase.Booting)
            {
                Boot(nowMs);
            }

            if (IsStopRequested && Phase != LoopPhase.Stopping && !IsEnded)
            {
                BeginStop(nowMs);
            }

            if (Phase == LoopPhase.Awake && nowMs >= NextReadingMs())
            {
                TakeReading(nowMs);
                nowMs = NowMs;
            }

            if (!_isQuiet)
            {
                _link.Step(nowMs);
            }

            RestartIfHung(_link.IsWorkerHung, "joining the network", GatewayLink.WorkerHangMs);

            ObeyCommands(nowMs);
            StepPhase(nowMs);
            return NextStepMs() - _uncountedMs;
        }

        private void StepPhase(long nowMs)
        {
            switch (Phase)
            {
                case LoopPhase.Awake: StepAwake(nowMs); break;
                case LoopPhase.Checking: StepChecking(nowMs); break;
                case LoopPhase.FallingAsleep: StepFallingAsleep(nowMs); break;
                case LoopPhase.PoweringDown: StepPoweringDown(nowMs); break;
                case LoopPhase.Stopping: StepStopping(nowMs); break;
            }
        }

        private void Boot(long nowMs)
        {
            _nextReadingMs = nowMs;
            _nextDiagnosticsMs = nowMs;
            if (_deep != null)
            {
                NodeState state = _deep.Load(_ring);
                _sequence = state.NextSequence;
                _intervalMs = state.IntervalMs == 0 ? _intervalMs : state.IntervalMs;
                _cyclesSinceAnnounced = state.CyclesSinceAnnounced;
                _isCycleFailed = state.IsCycleFailed;
                _quietCycles = state.QuietCycles;
                _link.ResumeCongestion(state.CongestionCount);
                _link.RememberedGateway = IsSearchDue || state.Gateway.Length == 0 ? null : state.Gateway;
            }

            _outbox.FirstSequence = _sequence;
            BeginCycle(LoopPhase.Awake, nowMs);
        }

        // Without a connection nobody says that a gateway is gone: it is looked for again from time to time.
        private bool IsSearchDue => _settings.Qos >= 0 || _settings.GatewayHost != null || _cyclesSinceAnnounced >= AnnounceCycles;

        private void BeginCycle(LoopPhase phase, long nowMs)
        {
            Phase = phase;
            _phaseEndMs = Sleeps ? nowMs + AwakeMaxMs : long.MaxValue;
            _isConnectAsked = false;
            _connectAtMs = nowMs;
            _wasWaiting = _link.IsWaiting;
            _isQuiet = Sleeps && phase == LoopPhase.Awake && (_quietCycles > 0 || nowMs < _link.CongestedUntilMs);
            if (Sleeps)
            {
                _outbox.EndWait();
            }

            if (phase == LoopPhase.Awake && Sleeps)
            {
                TakeReading(nowMs);
            }
        }

        private void TakeReading(long nowMs)
        {
            _reading.UptimeMs = nowMs;
            _reading.UtcMs = _clock.UtcMs;
            if (_sensor.TryRead(_reading, nowMs))
            {
                _reading.Sequence = _sequence++;
                _ring.Add(_reading);
            }
            else if (_deep != null)
            {
                // There the sequence number counts the times at which a reading was due.
                _sequence++;
            }

            if (nowMs + SleepCycle.SleepMinMs >= _nextReadingMs)
            {
                // Readings keep to their grid; one that comes too late for its successor's time is not made up for.
                long missed = nowMs < _nextReadingMs ? 0 : (nowMs - _nextReadingMs) / _intervalMs;
                _nextReadingMs += (missed + 1) * _intervalMs;
            }
        }

        // A sensor that failed is tried again between readings, and not before its backoff has passed; a node that sleeps does so when it wakes up.
        private long NextReadingMs()
        {
            return _sensor.IsFaulty && !Sleeps ? _sensor.RetryAtMs : _nextReadingMs;
        }

        private void StepAwake(long nowMs)
        {
            if (_isQuiet)
            {
                _isCycleFailed = true;
                Phase = LoopPhase.PoweringDown;
                return;
            }

            Connect(nowMs);
            AnnounceIfDue();
            SetDiagnosticsIfDue(nowMs);
            _outbox.Step(nowMs);

            // A gateway that wants to be left alone is not waited for with the radio on.
            if (Sleeps && (IsCycleDone() || _outbox.IsHeldUp || (_isConnectAsked && _link.IsWaiting) || nowMs >= _phaseEndMs))
            {
                BeginSleep(nowMs);
            }
        }

        private void Connect(long nowMs)
        {
            if (_settings.Qos < 0 || !_link.IsUp || nowMs < _connectAtMs)
            {
                return;
            }

            MqttSnClient client = _link.Client;
            if (!_isConnectAsked)
            {
                _isConnectAsked = true;
                _rejectedBefore = _link.RejectedQos0;
                RestoreSession(nowMs);
                if (_link.IsAsleep && !IsFullCycle)
                {
                    _link.Notes.IsWaking = true;
                    client.Wake();
                    return;
                }

                if (_wasWaiting && client.State == ClientState.Connecting)
                {
                    // Its wait ended during the sleep: it is on its way by itself.
                    return;
                }
            }
            else if (client.State != ClientState.Disconnected)
            {
                return;
            }

            _connectAtMs = nowMs + RefusedWaitMs;
            client.Connect(new ConnectOptions { CleanSession = !Sleeps, KeepAliveSeconds = _settings.KeepAliveSeconds, Will = _topics.Will });
        }

        private bool IsFullCycle => _isCycleFailed || _cyclesSinceAnnounced >= AnnounceCycles;

        private void RestoreSession(long nowMs)
        {
            if (_deep != null)
            {
                _deep.RestoreSession(_link.Client, nowMs);
            }
        }

        private void AnnounceIfDue()
        {
            if (_link.Notes.IsAnnounceDue && _link.IsActive)
            {
                _link.Notes.IsAnnounceDue = false;
                _cyclesSinceAnnounced = -1;
                _outbox.Announce(InfoPayload.Write(_firmware, Firmware.Version, _board, _network.Address, _sensor.Description));
            }
        }

        private void SetDiagnosticsIfDue(long nowMs)
        {
            // A board that boots for each reading says how it fares when it says all of itself.
            bool isDue = _deep == null ? nowMs >= _nextDiagnosticsMs : _cyclesSinceAnnounced < 0 && nowMs >= _nextDiagnosticsMs;
            if (isDue && _link.IsActive)
            {
                _nextDiagnosticsMs = nowMs + DiagnosticsIntervalMs;
                _outbox.SetDiagnostics(_diagnosticsPayload.Write(nowMs, _board.ReadFreeMemoryBytes(), _network.ReadRssiDbm(), _health, _ring.Dropped, 0));
            }
        }

        private long NextStepMs()
        {
            long nextMs = _link.NextStepMs();
            nextMs = Deadline.Earlier(nextMs, _phaseEndMs);
            switch (Phase)
            {
                case LoopPhase.Awake:
                    nextMs = Deadline.Earlier(nextMs, NextReadingMs());
                    nextMs = Deadline.Earlier(nextMs, _outbox.NextStepMs);
                    return _link.IsActive && _deep == null ? Deadline.Earlier(nextMs, _nextDiagnosticsMs) : nextMs;
                case LoopPhase.PoweringDown:
                    return _link.IsJoining ? nextMs : _outbox.LastSentMs + LingerMs;
                case LoopPhase.Stopping:
                    return Deadline.Earlier(Deadline.Earlier(nextMs, _outbox.NextStepMs), _lastReadingsEndMs);
                default:
                    return nextMs;
            }
        }
    }
}
