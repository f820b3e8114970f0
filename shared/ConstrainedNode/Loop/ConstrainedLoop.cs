using System;
using SensorNet.Device;
using SensorNet.Links;
using SensorNet.Sensing;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// The loop of a node that speaks MQTT-SN: takes readings on time, publishes them oldest first, and sleeps between them if it is told to. What
    /// can block for longer than <see cref="ISensor.Measure"/> runs on the worker; only a sleep of the board blocks the loop.
    /// </summary>
    public sealed class ConstrainedLoop : DeviceLoop
    {
        /// <summary>
        /// The longest that a node that sleeps stays awake for its readings, in ms. What it has not published by then waits for the next time.
        /// </summary>
        public const int AwakeMaxMs = 60000;

        /// <summary>How long the radio stays on after something that nobody acknowledges, in ms: it may not have left yet.</summary>
        public const int LingerMs = 100;

        private readonly ConstrainedSettings _settings;
        private readonly LoopClock _clock;
        private readonly ReadingRing _ring;
        private readonly ReadingSchedule _schedule;
        private readonly GatewayLink _link;
        private readonly ReadingTimes _times;
        private readonly Outbox _outbox;
        private readonly Announcer _announcer;
        private readonly CommandInbox _commands;
        private readonly NodeHealth _health = new NodeHealth();
        private readonly ILog _log;
        private readonly WakeUps _wakeUps;
        private readonly SessionStart _start;
        private readonly MessageCheck _check;
        private readonly SleepPlan _plan;
        private readonly DeepSleep _deep;
        private readonly PlannedStop _stop;
        private long _phaseEndMs;
        private long _awakeEndMs;
        private bool _isAgain;
        private bool _hasSent;

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
        /// <param name="commands">What it needs to obey commands, and to try settings that they changed.</param>
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
            Random random,
            CommandParts commands)
            : base(board, clock, log)
        {
            SensorWatch watch = new SensorWatch(sensor, log, _health, random);
            ConstrainedTopics topics = new ConstrainedTopics(settings);
            _settings = settings;
            _log = log;
            _hasSent = sleep.WokeFromDeepSleep;
            _clock = new LoopClock(clock, sleep);
            _ring = new ReadingRing(settings.RingSize);
            _times = new ReadingTimes(clock);
            _schedule = new ReadingSchedule(settings, watch, _ring, _clock);
            _link = new GatewayLink(settings, socket, network, worker, clock, log, _health, random);
            _commands = new CommandInbox(settings, _link.Notes, _schedule, commands, log, _health);
            _outbox = new Outbox(settings, topics, _link, _ring, _times, _commands.Desk, _health);
            _wakeUps = new WakeUps(_link);
            _announcer = new Announcer(settings, _link, _outbox, _wakeUps, new NodeReport(firmware, board, network, watch, _ring, _health));
            _deep = settings.Sleep == SleepMode.Deep ? new DeepSleep(settings, store, sleep, clock, log) : null;
            _start = new SessionStart(settings, topics, _link, _deep);
            _check = new MessageCheck(_link);
            _plan = new SleepPlan(settings, _link, _schedule, _wakeUps);
            _stop = new PlannedStop(settings, _link, _outbox, log);
        }

        /// <summary>Where the loop stands.</summary>
        public LoopPhase Phase { get; private set; }

        /// <inheritdoc/>
        public override bool IsEnded => Phase == LoopPhase.Ended;

        private bool Sleeps => _settings.Sleep != SleepMode.None;

        // Connected even with nothing to publish: the gateway is to hear of the node, and may have messages for it.
        private bool IsCycleDone => _outbox.IsEmpty && !_link.Notes.IsAnnounceDue && (_settings.Qos < 0 || _link.IsActive);

        // Without a connection nothing tells that a gateway is gone: it is looked for again from time to time.
        private bool IsSearchDue => _settings.Qos >= 0 || _settings.GatewayHost != null || _wakeUps.IsAnnounceDue;

        /// <inheritdoc/>
        public override long Step()
        {
            long nowMs = _clock.NowMs;
            if (Phase == LoopPhase.Booting)
            {
                Boot(nowMs);
            }

            if (IsStopRequested && Phase != LoopPhase.Stopping && !IsEnded)
            {
                Phase = LoopPhase.Stopping;
                _wakeUps.EndQuiet();
                _stop.Begin(nowMs);
            }

            if (Phase == LoopPhase.Awake && nowMs >= _schedule.NextMs)
            {
                _schedule.Take(nowMs);
                nowMs = _clock.NowMs;
            }

            if (!_wakeUps.IsQuiet && Phase != LoopPhase.Waiting)
            {
                _link.Step(nowMs);
            }

            RestartIfDue(nowMs);
            RestartIfHung(_link.IsWorkerHung, "joining the network", GatewayLink.WorkerHangMs);

            ObeyCommands(nowMs);
            StepPhase(nowMs);
            NoteSent();
            return _clock.ToUptimeMs(NextStepMs());
        }

        /// <inheritdoc/>
        protected override void BeforeRestart() => Keep(_clock.NowMs);

        private void Boot(long nowMs)
        {
            _schedule.Begin(nowMs);
            _announcer.Begin(nowMs);
            if (_deep != null)
            {
                NodeState state = _deep.Load(_ring);
                _schedule.Resume(state);
                _health.CommandsObeyed = state.CommandsObeyed;
                _health.CommandsRefused = state.CommandsRefused;
                _wakeUps.Resume(state);
                _link.ResumeCongestion(state.CongestionCount);
                _link.RememberedGateway = IsSearchDue || state.Gateway.Length == 0 ? null : state.Gateway;
            }

            _times.FirstSequence = _schedule.NextSequence;
            BeginCycle(LoopPhase.Awake, nowMs);
        }

        private void BeginCycle(LoopPhase phase, long nowMs)
        {
            Phase = phase;
            _phaseEndMs = Sleeps ? nowMs + AwakeMaxMs : long.MaxValue;
            _awakeEndMs = _phaseEndMs;
            _isAgain = false;
            _start.Begin(nowMs);
            _check.Begin();
            _wakeUps.Begin(Sleeps && phase == LoopPhase.Awake, nowMs);
            if (Sleeps)
            {
                _outbox.EndWait();
            }

            if (phase == LoopPhase.Awake && Sleeps)
            {
                _schedule.Take(nowMs);
            }
        }

        // Awake once more, without a reading, for commands or what came of them. Within the time of the cycle, so that it has an end.
        private void BeginAgain(long nowMs)
        {
            Phase = LoopPhase.Awake;
            _phaseEndMs = _awakeEndMs;
            _isAgain = true;
            _start.Begin(nowMs);
            _outbox.EndWait();
        }

        private void ObeyCommands(long nowMs)
        {
            _commands.Desk.Step(nowMs);
            bool isChecked = Phase == LoopPhase.Checking && _link.Notes.IsAwakeDone;
            if ((Phase == LoopPhase.Awake || isChecked) && _commands.Obey(nowMs) && isChecked && (!_outbox.IsEmpty || _commands.KeepsAwake))
            {
                BeginAgain(nowMs);
            }

            if (_link.IsActive && _outbox.IsAnnounced && !_link.Notes.IsAnnounceDue)
            {
                _commands.Desk.NoteOnline();
            }

            if (_commands.Desk.IsRestartDue(nowMs))
            {
                RequestRestart(_commands.Desk.RestartReason);
            }
        }

        // Whoever has just set the board up sees that all of it works.
        private void NoteSent()
        {
            if (!_hasSent && _outbox.HasSentReading)
            {
                _hasSent = true;
                _log.Write("the first reading is sent");
            }
        }

        private void StepPhase(long nowMs)
        {
            switch (Phase)
            {
                case LoopPhase.Awake: StepAwake(nowMs); break;
                case LoopPhase.Checking: StepChecking(nowMs); break;
                case LoopPhase.FallingAsleep: StepFallingAsleep(nowMs); break;
                case LoopPhase.PoweringDown: StepPoweringDown(nowMs); break;
                case LoopPhase.Waiting: StepWaiting(nowMs); break;
                case LoopPhase.Stopping: StepStopping(nowMs); break;
            }
        }

        private void StepAwake(long nowMs)
        {
            if (_wakeUps.IsQuiet)
            {
                _wakeUps.IsFailed = true;
                Phase = LoopPhase.PoweringDown;
                return;
            }

            _start.Step(_wakeUps.IsFailed || _wakeUps.IsAnnounceDue, nowMs);
            _announcer.Step(nowMs);
            _outbox.Step(nowMs);

            // A gateway that wants to be left alone is not waited for with the radio on.
            if (Sleeps && !_commands.KeepsAwake && (IsCycleDone || _outbox.IsHeldUp || (_start.IsAsked && _link.IsWaiting) || nowMs >= _phaseEndMs))
            {
                BeginSleep(nowMs);
            }
        }

        private void BeginSleep(long nowMs)
        {
            _wakeUps.IsFailed = !IsCycleDone || _start.HasRejected;
            if (!_isAgain || _wakeUps.SinceAnnounced < 0)
            {
                _wakeUps.Count();
            }

            if (!_link.IsActive)
            {
                Phase = LoopPhase.PoweringDown;
                return;
            }

            // MQTT-SN 1.2, 6.14: DISCONNECT with the duration after which the gateway hears of the node at the latest.
            _link.Client.Sleep(_plan.DurationSeconds(nowMs));
            Phase = LoopPhase.FallingAsleep;
            _phaseEndMs = nowMs + AwakeMaxMs;
        }

        private void StepFallingAsleep(long nowMs)
        {
            if (_link.IsAsleep)
            {
                Phase = LoopPhase.PoweringDown;
                ReturnForCommands(nowMs);
            }
            else if (nowMs >= _phaseEndMs)
            {
                _wakeUps.IsFailed = true;
                Phase = LoopPhase.PoweringDown;
            }
        }

        private void StepChecking(long nowMs)
        {
            bool isDone = _check.Step();
            if (isDone || nowMs >= _phaseEndMs)
            {
                _wakeUps.IsFailed = _wakeUps.IsFailed || !isDone;
                Phase = LoopPhase.PoweringDown;
            }
        }

        private void StepPoweringDown(long nowMs)
        {
            if (_link.IsJoining || nowMs < _outbox.LastSentMs + LingerMs || ReturnForCommands(nowMs))
            {
                return;
            }

            _link.PowerDown();
            if (_deep != null)
            {
                SleepDeep(nowMs);
                return;
            }

            long wakeMs = _plan.NextWakeMs(nowMs);
            if (_clock.LightSleep(wakeMs - nowMs))
            {
                WakeUp(_clock.NowMs);
                return;
            }

            // In turns of the loop, so that the watchdog sees it alive.
            Phase = LoopPhase.Waiting;
            _phaseEndMs = wakeMs;
        }

        private void StepWaiting(long nowMs)
        {
            if (nowMs >= _phaseEndMs)
            {
                WakeUp(nowMs);
            }
        }

        private void WakeUp(long nowMs) =>
            BeginCycle(nowMs + SleepCycle.SleepMinMs >= _schedule.DueMs ? LoopPhase.Awake : LoopPhase.Checking, nowMs);

        // A command that came while the node fell asleep: a deep sleep would forget it.
        private bool ReturnForCommands(long nowMs)
        {
            if (!_commands.HasCommands || !_link.IsAsleep || !_link.IsUp || nowMs >= _awakeEndMs)
            {
                return false;
            }

            BeginAgain(nowMs);
            return true;
        }

        private void SleepDeep(long nowMs)
        {
            Phase = LoopPhase.Ended;
            _commands.DropAll();
            _commands.Desk.GiveUpAnswers("the node goes to deep sleep");
            _deep.Sleep(MakeState(nowMs), _wakeUps.IsFailed || _settings.Qos < 0 ? null : _link.Client, _ring, _times, nowMs);
        }

        private NodeState MakeState(long nowMs)
        {
            NodeState state = _plan.MakeState(nowMs);
            state.CommandsObeyed = (int)_health.CommandsObeyed;
            state.CommandsRefused = (int)_health.CommandsRefused;
            return state;
        }

        private void StepStopping(long nowMs)
        {
            if (_stop.Step(nowMs))
            {
                Keep(nowMs);
                Phase = LoopPhase.Ended;
            }
        }

        // What is on the flash is from the sleep before: readings that were sent since would come again, and new ones would be lost. The session is
        // left as it was: its client has disconnected, or is in the middle of something.
        private void Keep(long nowMs)
        {
            if (_deep != null && Phase != LoopPhase.Booting && !IsEnded)
            {
                _deep.Save(MakeState(nowMs), null, _ring, _times, nowMs);
            }
        }

        private long NextStepMs()
        {
            long nextMs = _link.NextStepMs();
            switch (Phase)
            {
                case LoopPhase.Awake:
                    nextMs = Deadline.Earlier(Deadline.Earlier(nextMs, _commands.KeepsAwake ? long.MaxValue : _phaseEndMs), _schedule.NextMs);
                    nextMs = Deadline.Earlier(nextMs, _commands.Desk.NextStepMs);
                    return Deadline.Earlier(Deadline.Earlier(nextMs, _outbox.NextStepMs), _announcer.NextStepMs);
                case LoopPhase.PoweringDown:
                    return _link.IsJoining ? Deadline.Earlier(nextMs, _phaseEndMs) : _outbox.LastSentMs + LingerMs;
                case LoopPhase.Waiting:
                    return _phaseEndMs;
                case LoopPhase.Stopping:
                    return Deadline.Earlier(Deadline.Earlier(nextMs, _outbox.NextStepMs), _stop.NextStepMs);
                default:
                    return Deadline.Earlier(nextMs, _phaseEndMs);
            }
        }
    }
}
