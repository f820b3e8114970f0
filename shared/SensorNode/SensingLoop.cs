using System;
using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.Links;
using SensorNet.Sensing;

namespace SensorNet.SensorNode
{
    /// <summary>
    /// The node's one loop: takes readings on time, keeps them while the broker is away and publishes them oldest first. Whatever can
    /// block for longer than <see cref="ISensor.Measure"/> runs on the worker, so a broker that does not answer never stops the reading.
    /// </summary>
    public sealed class SensingLoop : DeviceLoop, ICommandActions
    {
        /// <summary>From diagnostics that the client's queue did not take to the next try, in ms.</summary>
        public const int DiagnosticsRetryMs = 1000;

        /// <summary>How many readings are handed to the client in one step: fewer than its queue holds.</summary>
        public const int PublishBatchMax = 8;

        /// <summary>From one batch of readings that waited to the next, in ms.</summary>
        public const int PublishBatchPauseMs = 100;

        private readonly string _firmware;
        private readonly IBoard _board;
        private readonly INetwork _network;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NodeHealth _health = new NodeHealth();
        private readonly SensorWatch _sensor;
        private readonly ReadingRing _ring;
        private readonly BrokerSession _session;
        private readonly BrokerCommands _commands;
        private readonly Reading _reading = new Reading();
        private readonly IReadingEncoder _encoder;
        private readonly DiagnosticsPayload _diagnosticsPayload = new DiagnosticsPayload();

        private int _intervalMs;
        private long _sequence;
        private long _nextReadingMs;
        private long _nextBatchMs;
        private long _nextDiagnosticsMs;
        private bool _isAnnounced;
        private bool _hasSent;
        private string _announcedSensor;
        private string _announcedAddress;

        /// <summary>Makes the loop; nothing happens before its first step.</summary>
        /// <param name="firmware">The firmware's name, for the info.</param>
        /// <param name="settings">Valid settings.</param>
        /// <param name="board">The board.</param>
        /// <param name="sensor">The sensor.</param>
        /// <param name="network">The network.</param>
        /// <param name="clients">Makes MQTT clients.</param>
        /// <param name="worker">Runs what blocks.</param>
        /// <param name="clock">The clocks.</param>
        /// <param name="log">The debug output.</param>
        /// <param name="random">Where the jitter of retries comes from; seeded differently on each board.</param>
        /// <param name="commands">What it needs to obey commands, or null when it obeys none.</param>
        public SensingLoop(
            string firmware,
            NodeSettings settings,
            IBoard board,
            ISensor sensor,
            INetwork network,
            IMqttClientFactory clients,
            IWorker worker,
            IClock clock,
            ILog log,
            Random random,
            CommandParts commands = null)
            : base(board, clock, log)
        {
            _firmware = firmware;
            _board = board;
            _network = network;
            _clock = clock;
            _log = log;
            _sensor = new SensorWatch(sensor, log, _health, random);
            _ring = new ReadingRing(settings.RingSize);
            _encoder = ReadingEncoders.Create(settings.Payload);
            NodeTopics topics = new NodeTopics(settings.Root, settings.DeviceId, settings.HasFeeds);
            _session = new BrokerSession(settings, topics, network, clients, worker, clock, log, _health, random);
            _commands = commands == null ? null : new BrokerCommands(commands, this, _session, topics, clock, log, _health);
            _session.HoldsStatus = commands != null;
            _intervalMs = settings.IntervalMs;
            _nextReadingMs = clock.UptimeMs;
        }

        /// <summary>Where the broker session stands.</summary>
        public SessionState SessionState => _session.State;

        /// <inheritdoc/>
        public override bool IsEnded => _session.State == SessionState.Stopped;

        /// <inheritdoc/>
        public override long Step()
        {
            long nowMs = _clock.UptimeMs;
            if (IsStopRequested)
            {
                _session.RequestStop();
            }
            else if (nowMs >= NextReadingMs())
            {
                TakeReading(nowMs);
                nowMs = _clock.UptimeMs;
            }

            _session.Step(nowMs);
            ObeyCommands(nowMs);
            RestartIfMemoryLow(nowMs);
            RestartIfHung(_session.IsWorkerHung, "connecting or closing", BrokerSession.WorkerHangMs);
            if (_session.LacksMemory)
            {
                Restart(TlsFaultText.NoMemoryForLong());
            }

            if (_session.State == SessionState.Online)
            {
                AnnounceChanges(nowMs);
            }

            if (_session.TakesMessages)
            {
                PublishReadings(nowMs);
                PublishDiagnostics(nowMs);
            }

            return NextStepMs(nowMs);
        }

        /// <inheritdoc/>
        string ICommandActions.Read(long nowMs) => TakeReading(nowMs) ? null : _health.LastError;

        /// <inheritdoc/>
        void ICommandActions.Apply(object settings, long nowMs)
        {
            _intervalMs = ((NodeSettings)settings).IntervalMs;
            _nextReadingMs = nowMs + _intervalMs;
        }

        private void ObeyCommands(long nowMs)
        {
            if (_commands != null)
            {
                string restartReason = _commands.Step(nowMs);
                _session.HoldsStatus = !_commands.IsSettled;
                if (restartReason != null)
                {
                    RequestRestart(restartReason);
                }
            }
        }

        private bool TakeReading(long nowMs)
        {
            _reading.UptimeMs = nowMs;
            _reading.UtcMs = _clock.UtcMs;
            bool isTaken = _sensor.TryRead(_reading, nowMs);
            if (isTaken)
            {
                _reading.Sequence = _sequence++;
                _ring.Add(_reading);
            }

            if (nowMs >= _nextReadingMs)
            {
                // Readings keep to their grid; one that comes too late for its successor's time is not made up for.
                long missed = (nowMs - _nextReadingMs) / _intervalMs;
                _nextReadingMs += (missed + 1) * _intervalMs;
            }

            return isTaken;
        }

        // A sensor that failed is tried again between readings, and not before its backoff has passed.
        private long NextReadingMs() => _sensor.IsFaulty ? _sensor.RetryAtMs : _nextReadingMs;

        private void PublishReadings(long nowMs)
        {
            if (nowMs < _nextBatchMs)
            {
                return;
            }

            for (int i = 0; i < PublishBatchMax && _ring.Count > 0; i++)
            {
                Reading oldest = _ring.Oldest;
                if (!_session.TryPublishReading(_encoder.Write(oldest, UtcOf(oldest, nowMs))))
                {
                    break;
                }

                _ring.RemoveOldest();
                NoteSent();
            }

            _nextBatchMs = _ring.Count > 0 ? nowMs + PublishBatchPauseMs : nowMs;
        }

        // Whoever has just set the board up sees that all of it works.
        private void NoteSent()
        {
            if (!_hasSent)
            {
                _hasSent = true;
                _log.Write("the first reading is sent");
            }
        }

        // A reading that was taken before the clock was known gets its time from how long ago that was.
        private long UtcOf(Reading reading, long nowMs)
        {
            if (reading.UtcMs != 0)
            {
                return reading.UtcMs;
            }

            long utcMs = _clock.UtcMs;
            return utcMs == 0 ? 0 : utcMs - (nowMs - reading.UptimeMs);
        }

        private void PublishDiagnostics(long nowMs)
        {
            if (nowMs < _nextDiagnosticsMs)
            {
                return;
            }

            byte[] payload = _diagnosticsPayload.Write(
                nowMs, _board.ReadFreeMemoryBytes(), _network.ReadRssiDbm(), _health, _ring.Dropped, _session.Unconfirmed);
            _nextDiagnosticsMs = nowMs + (_session.TryPublishDiagnostics(payload) ? DiagnosticsIntervalMs : DiagnosticsRetryMs);
        }

        private void AnnounceChanges(long nowMs)
        {
            string sensor = _sensor.Description;
            string address = _network.Address;
            if (!_isAnnounced || sensor != _announcedSensor || address != _announcedAddress)
            {
                _isAnnounced = true;
                _announcedSensor = sensor;
                _announcedAddress = address;
                _session.Announce(InfoPayload.Write(_firmware, Firmware.Version, _board, address, sensor), nowMs);
            }
        }

        private long NextStepMs(long nowMs)
        {
            long nextMs = _session.NextStepMs(nowMs);
            nextMs = IsStopRequested ? nextMs : Deadline.Earlier(nextMs, NextReadingMs());
            nextMs = _commands == null || IsStopRequested ? nextMs : Deadline.Earlier(nextMs, _commands.NextStepMs);
            if (_session.TakesMessages)
            {
                nextMs = Deadline.Earlier(nextMs, _nextDiagnosticsMs);
                nextMs = _ring.Count > 0 ? Deadline.Earlier(nextMs, _nextBatchMs) : nextMs;
            }

            return nextMs;
        }
    }
}
