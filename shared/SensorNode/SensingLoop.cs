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
        private readonly FlashReadings _flash;
        private readonly BrokerSession _session;
        private readonly BrokerCommands _commands;
        private readonly Reading _reading = new Reading();
        private readonly IReadingEncoder _encoder;
        private readonly DiagnosticsPayload _diagnosticsPayload = new DiagnosticsPayload(DiagnosticsPayload.BytesMax);

        private int _intervalMs;
        private long _sequence;
        private long _nextReadingMs;
        private long _nextBatchMs;
        private long _nextDiagnosticsMs;
        private bool _isBegun;
        private bool _isFlushed;
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
        /// <param name="files">The flash, or null where no readings are kept there whatever the settings say.</param>
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
            CommandParts commands = null,
            IFileStore files = null)
            : base(board, clock, log)
        {
            _firmware = firmware;
            _board = board;
            _network = network;
            _clock = clock;
            _log = log;
            _sensor = new SensorWatch(sensor, log, _health, random);
            _ring = new ReadingRing(settings.RingSize);
            _flash = settings.FlashReadings == 0 || files == null ? null : new FlashReadings(settings.FlashReadings, files, clock, log, _health);
            _encoder = ReadingEncoders.Create(settings.Payload);
            NodeTopics topics = new NodeTopics(settings.Root, settings.DeviceId, settings.HasFeeds);
            _session = new BrokerSession(settings, topics, network, clients, worker, clock, log, _health, random);
            _commands = commands == null ? null : new BrokerCommands(commands, this, _session, topics, clock, log, _health);
            _session.HoldsStatus = commands != null;
            _session.MemoryAttemptsMax = TlsMemory.AttemptsBeforeRestart(board.ResetReason, board.RepeatedRestarts);
            _intervalMs = settings.IntervalMs;
            _nextReadingMs = clock.UptimeMs;
        }

        /// <summary>How many readings were taken since the board booted.</summary>
        public long ReadingsTaken => _sequence;

        /// <summary>How many readings were handed to connections without a later answer of the broker, with the one that there is now.</summary>
        public long ReadingsUnconfirmed => _session.UnconfirmedNow;

        /// <summary>How many readings gave way since the board booted, in memory and on the flash.</summary>
        public long ReadingsDropped => _ring.Dropped + (_flash == null ? 0 : _flash.Dropped);

        /// <summary>How many readings wait for the broker, in memory and on the flash.</summary>
        public int ReadingsWaiting => _ring.Count + (_flash == null ? 0 : _flash.Count);

        /// <summary>How many readings would be lost with the power now.</summary>
        public int ReadingsUnsaved => _flash == null ? _ring.Count : _flash.Unsaved(_ring);

        /// <summary>Where the broker session stands.</summary>
        public SessionState SessionState => _session.State;

        /// <inheritdoc/>
        public override bool IsEnded => _session.State == SessionState.Stopped;

        /// <inheritdoc/>
        public override long Step()
        {
            long nowMs = _clock.UptimeMs;
            BeginOnce();
            if (IsStopRequested)
            {
                Flush(nowMs);
                _session.RequestStop();
            }
            else if (nowMs >= NextReadingMs())
            {
                TakeReading(nowMs);
                nowMs = _clock.UptimeMs;
            }

            _session.Step(nowMs);
            ObeyCommands(nowMs);
            RestartIfDue(nowMs);
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

            if (_flash != null && !IsStopRequested)
            {
                _flash.Step(_ring, _session.State == SessionState.Online, nowMs);
            }

            return NextStepMs(nowMs);
        }

        /// <inheritdoc/>
        protected override void BeforeRestart() => Flush(_clock.UptimeMs);

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

        private void BeginOnce()
        {
            if (!_isBegun)
            {
                _isBegun = true;
                if (_flash != null)
                {
                    _flash.Begin();
                }
            }
        }

        // What is in memory would be lost with the restart.
        private void Flush(long nowMs)
        {
            if (_isFlushed)
            {
                return;
            }

            _isFlushed = true;
            if (_flash != null)
            {
                _flash.Flush(_ring, nowMs);
            }

            if (ReadingsUnsaved > 0)
            {
                _log.Write("the stop leaves " + ReadingsUnsaved.ToString() + " readings unsent");
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

            for (int i = 0; i < PublishBatchMax && TryPublishOldest(nowMs); i++)
            {
                NoteSent();
            }

            _nextBatchMs = HasReadings ? nowMs + PublishBatchPauseMs : nowMs;
        }

        private bool HasReadings => ReadingsWaiting > 0;

        private bool TryPublishOldest(long nowMs)
        {
            Reading kept = _flash == null ? null : _flash.Oldest;
            Reading oldest = kept ?? _ring.Oldest;
            if (oldest == null)
            {
                return false;
            }

            // The uptime of a reading from before the restart says nothing now.
            bool isOfThisBoot = kept == null || _flash.IsOldestOfThisBoot;
            long utcMs = isOfThisBoot ? LateTime.Of(oldest, _clock.UtcMs, nowMs) : oldest.UtcMs;
            if (!_session.TryPublishReading(_encoder.Write(oldest, utcMs)))
            {
                return false;
            }

            if (kept != null)
            {
                _flash.RemoveOldest();
            }
            else
            {
                _ring.RemoveOldest();
            }

            return true;
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

        private void PublishDiagnostics(long nowMs)
        {
            if (nowMs < _nextDiagnosticsMs)
            {
                return;
            }

            byte[] payload = _diagnosticsPayload.Write(
                nowMs, _board, _network.ReadRssiDbm(), _health, ReadingsDropped, _session.Unconfirmed, _flash == null ? -1 : _flash.Count);
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
                nextMs = HasReadings ? Deadline.Earlier(nextMs, _nextBatchMs) : nextMs;
            }

            nextMs = _flash == null || IsStopRequested ? nextMs : Deadline.Earlier(nextMs, _flash.NextStepMs);

            return nextMs;
        }
    }
}
