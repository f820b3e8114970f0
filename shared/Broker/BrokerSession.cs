using System;
using System.Text;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Device;
using SensorNet.Links;

namespace SensorNet.Broker
{
    /// <summary>
    /// The node's connection to its broker: attempts with backoff, the Last Will, the retained status and info, liveness and the planned
    /// stop. All methods belong to the loop's thread, none of them blocks, and none throws.
    /// </summary>
    public sealed class BrokerSession
    {
        /// <summary>The first cap of the backoff, in ms.</summary>
        public const int BackoffFirstMs = 1000;

        /// <summary>The last cap of the backoff, in ms.</summary>
        public const int BackoffMaxMs = 60000;

        /// <summary>How long a planned stop waits for the broker to acknowledge "offline", in ms.</summary>
        public const int StopAckTimeoutMs = 5000;

        /// <summary>An attempt or a close that takes longer than this never ends: the board is restarted, in ms.</summary>
        public const int WorkerHangMs = 300000;

        /// <summary>The longest that <see cref="HoldsStatus"/> keeps "online" back after a connect, in ms.</summary>
        public const int StatusHoldMaxMs = 10000;

        private const string OnlineStatus = "online";

        private readonly BrokerSessionSettings _settings;
        private BrokerCredentials _credentials;
        private readonly NodeTopics _topics;
        private readonly INetwork _network;
        private readonly IMqttClientFactory _factory;
        private readonly IWorker _worker;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NodeHealth _health;
        private readonly Backoff _backoff;
        private readonly Announcement _status = new Announcement();
        private readonly Announcement _info = new Announcement();
        private readonly Announcement _response = new Announcement();

        private ConnectAttempt _attempt;
        private ClientCloser _closer;
        private IMqttClient _client;
        private ClientEvents _events;
        private Liveness _liveness;
        private byte[] _infoPayload;
        private long _retryAtMs;
        private long _enteredMs;
        private long _unconfirmedBefore;
        private int _memoryFailures;
        private bool _isRenewing;
        private bool _isStopRequested;
        private bool _wasOnline;
        private bool _hasSaidOnline;

        /// <summary>Makes a session whose first attempt begins with the first step.</summary>
        public BrokerSession(
            BrokerSessionSettings settings,
            NodeTopics topics,
            INetwork network,
            IMqttClientFactory factory,
            IWorker worker,
            IClock clock,
            ILog log,
            NodeHealth health,
            Random random)
        {
            _settings = settings;
            _credentials = settings.Credentials();
            _topics = topics;
            _network = network;
            _factory = factory;
            _worker = worker;
            _clock = clock;
            _log = log;
            _health = health;
            _backoff = new Backoff(random, BackoffFirstMs, BackoffMaxMs);
        }

        /// <summary>Where it stands.</summary>
        public SessionState State { get; private set; }

        /// <summary>
        /// The connected client, for what else its owner publishes and subscribes to; null without a connection. Not to be connected, disconnected
        /// or closed.
        /// </summary>
        public IMqttClient Client => _client;

        /// <summary>
        /// Whether "online" and the info wait for what the owner has to do first on a new connection; not for longer than
        /// <see cref="StatusHoldMaxMs"/>.
        /// </summary>
        public bool HoldsStatus { get; set; }

        /// <summary>Whether the worker has been busy with one thing for longer than <see cref="WorkerHangMs"/>.</summary>
        public bool IsWorkerHung { get; private set; }

        /// <summary>How many attempts in a row may lack the memory that TLS needs.</summary>
        public int MemoryAttemptsMax { get; set; } = TlsMemory.AttemptsMax;

        /// <summary>Whether attempt after attempt lacked the memory that TLS needs: only a restart gives it back.</summary>
        public bool LacksMemory => _memoryFailures >= MemoryAttemptsMax;

        /// <summary>What it connects with.</summary>
        public BrokerCredentials Credentials => _credentials;

        /// <summary>Attempts that failed since it was given its present credentials and since it was last online.</summary>
        public int FailedAttempts { get; private set; }

        /// <summary>Readings that were handed over to connections that had ended unnoticed, and that nothing confirms.</summary>
        public long Unconfirmed => _unconfirmedBefore;

        /// <summary>The same with those of the connection that there is now, which its broker may have.</summary>
        public long UnconfirmedNow => _unconfirmedBefore + (_client == null ? 0 : _liveness.Unconfirmed);

        /// <summary>Says what the node is; published, retained, now and after each connect. The payload is JSON.</summary>
        public void Announce(byte[] info, long nowMs)
        {
            _infoPayload = info;
            if (State == SessionState.Online)
            {
                _info.Set(info, nowMs);
            }
        }

        /// <summary>Whether an answer to a command is still on its way.</summary>
        public bool IsResponding => IsUnacknowledged(_response);

        /// <summary>
        /// Publishes an answer to a command, QoS 1, not retained, until the broker acknowledges it; also over a new connection. One at a time.
        /// </summary>
        public void Respond(byte[] payload, long nowMs) => _response.Set(payload, nowMs);

        /// <summary>Begins a planned stop: "offline" is published, then the connection ends. <see cref="State"/> becomes Stopped.</summary>
        public void RequestStop() => _isStopRequested = true;

        /// <summary>
        /// Connects with other credentials from now on. A connection is ended without DISCONNECT, so that the will says "offline" until the next one;
        /// an attempt under way is the last with the old ones. The caller keeps these, and gives them back when <see cref="FailedAttempts"/> is too
        /// high.
        /// </summary>
        public void Use(BrokerCredentials credentials, long nowMs)
        {
            _credentials = credentials;
            FailedAttempts = 0;
            _memoryFailures = 0;
            _retryAtMs = nowMs;
            _isRenewing = State == SessionState.Online || State == SessionState.Connecting;
        }

        /// <summary>
        /// Whether readings and diagnostics can be handed over: not before "online" was, since nobody is to get a reading of a node that is still
        /// said to be offline.
        /// </summary>
        public bool TakesMessages => State == SessionState.Online && _hasSaidOnline;

        /// <summary>Hands a reading to the client, QoS 0. False when it takes none or the client's queue is full: keep it.</summary>
        public bool TryPublishReading(byte[] payload)
        {
            bool isTaken = TryPublish(_topics.Readings, payload);
            if (isTaken)
            {
                _liveness.NoteHandedOver();
            }

            return isTaken;
        }

        /// <summary>Hands the diagnostics to the client, QoS 0. False when it takes none or the client's queue is full.</summary>
        public bool TryPublishDiagnostics(byte[] payload) => TryPublish(_topics.Diagnostics, payload);

        /// <summary>Does what is due.</summary>
        public void Step(long nowMs)
        {
            switch (State)
            {
                case SessionState.Waiting: StepWaiting(nowMs); break;
                case SessionState.Connecting: StepConnecting(nowMs); break;
                case SessionState.Online: StepOnline(nowMs); break;
                case SessionState.Stopping: StepStopping(nowMs); break;
                case SessionState.Closing: StepClosing(nowMs); break;
            }
        }

        /// <summary>When the next step is due, in the board's uptime in ms, if nothing wakes the loop before.</summary>
        public long NextStepMs(long nowMs)
        {
            switch (State)
            {
                case SessionState.Waiting: return _retryAtMs;
                case SessionState.Online: return Deadline.Earlier(Deadline.Earlier(_liveness.NextProbeMs, _liveness.DeadlineMs), AnnouncementDueMs());
                case SessionState.Stopping: return _enteredMs + StopAckTimeoutMs;
                case SessionState.Stopped: return long.MaxValue;
                default: return (IsWorkerHung ? nowMs : _enteredMs) + WorkerHangMs + 1;
            }
        }

        private void StepWaiting(long nowMs)
        {
            if (_isStopRequested)
            {
                Enter(SessionState.Stopped, nowMs);
            }
            else if (nowMs >= _retryAtMs)
            {
                Enter(SessionState.Connecting, nowMs);

                // An attempt may last minutes; without this line a node with a wrong Wi-Fi password would seem to have stopped meanwhile.
                _log.Write("connecting to " + BrokerText());
                _attempt = new ConnectAttempt(_settings, _credentials, _topics, _network, _factory, _clock, _log);
                _worker.Start(_attempt.Run);
            }
        }

        private void StepConnecting(long nowMs)
        {
            if (_isStopRequested && _attempt.TryAbandon())
            {
                _attempt = null;
                Enter(SessionState.Stopped, nowMs);
            }
            else if (!_attempt.IsDone)
            {
                CheckWorker(nowMs);
            }
            else if (_attempt.Client == null)
            {
                AttemptFailed(nowMs);
            }
            else
            {
                // A stop that was asked for meanwhile begins with the connection that has just come: the broker is told.
                BecomeOnline(nowMs);
            }
        }

        private void AttemptFailed(long nowMs)
        {
            _memoryFailures = _attempt.LacksMemory ? _memoryFailures + 1 : 0;
            _health.NoteTls(_attempt.FreeBeforeTlsBytes, _attempt.FreeAfterTlsBytes, _attempt.LacksMemory);
            FailedAttempts += _isRenewing ? 0 : 1;
            int waitMs = _isRenewing ? 0 : _attempt.NeedsPerson ? _backoff.MaximumMs() : _backoff.NextMs();
            _retryAtMs = nowMs + waitMs;
            _health.NoteConnectionProblem(_attempt.Problem);
            _log.Write(_attempt.Problem + "; next attempt in " + Seconds(waitMs) + " s");
            _attempt = null;
            _isRenewing = false;
            Enter(SessionState.Waiting, nowMs);
        }

        private void BecomeOnline(long nowMs)
        {
            _client = _attempt.Client;
            _memoryFailures = 0;
            FailedAttempts = 0;
            _health.NoteTls(_attempt.FreeBeforeTlsBytes, _attempt.FreeAfterTlsBytes, false);
            _events = _attempt.Events;
            _attempt = null;
            _liveness = new Liveness(_settings.KeepAliveSeconds * 1000, nowMs);
            _backoff.Connected(nowMs);
            if (_wasOnline)
            {
                _health.Reconnects++;
            }

            _wasOnline = true;
            Enter(SessionState.Online, nowMs);
            _log.Write("connected to " + BrokerText() + " as " + _settings.DeviceId);
            _status.Set(Encoding.UTF8.GetBytes(OnlineStatus), nowMs);
            _hasSaidOnline = false;
            _info.Set(_infoPayload, nowMs);
            if (IsResponding)
            {
                _response.Set(_response.Payload, nowMs);
            }

            StepOnline(nowMs);
        }

        private void StepOnline(long nowMs)
        {
            TakeOutcomes(nowMs);
            if (_events.IsClosed || !_client.IsConnected)
            {
                Lose("the broker closed the connection", nowMs);
                return;
            }

            if (nowMs >= _liveness.DeadlineMs)
            {
                Lose("the broker has not answered for " + Seconds(nowMs - _liveness.DeadlineMs + (_settings.KeepAliveSeconds * 1250L)) + " s", nowMs);
                return;
            }

            if (_isStopRequested)
            {
                BeginStopping(nowMs);
                return;
            }

            if (_isRenewing)
            {
                _isRenewing = false;
                _unconfirmedBefore += _liveness.Unconfirmed;
                _retryAtMs = nowMs;
                _log.Write("connecting anew, with other credentials");
                Close(false, nowMs);
                return;
            }

            PublishAnnouncements(nowMs);
            Probe(nowMs);
        }

        private void PublishAnnouncements(long nowMs)
        {
            // One at a time: M2Mqtt can take the acknowledgement of one message in flight for an orphan while it looks at another.
            Announcement next = NextAnnouncement();
            if (next.IsDue(nowMs) && nowMs >= StatusHeldUntilMs())
            {
                TopicName topic = next == _status ? _topics.Status : next == _info ? _topics.Info : _topics.Responses;
                int messageId = Publish(topic, next.Payload, MqttQoSLevel.AtLeastOnce, next != _response);
                next.NoteSent(messageId, nowMs);
                _hasSaidOnline |= next == _status && messageId >= 0;
            }
        }

        // The question is an UNSUBSCRIBE from a topic that was never subscribed: the broker must answer it [MQTT-3.10.4-5], and unlike a
        // PINGREQ it can be sent through IMqttClient.
        private void Probe(long nowMs)
        {
            if (nowMs < _liveness.NextProbeMs)
            {
                return;
            }

            int messageId = -1;
            try
            {
                messageId = _client.Unsubscribe(new string[] { _topics.Status.Value });
            }
            catch (Exception e)
            {
                _health.NoteError("asking the broker failed: " + ExceptionText.Describe(e));
            }

            _liveness.NoteProbe(messageId, nowMs);
        }

        private void BeginStopping(long nowMs)
        {
            Enter(SessionState.Stopping, nowMs);
            _status.Set(Encoding.UTF8.GetBytes(ConnectAttempt.OfflineStatus), nowMs);
            StepStopping(nowMs);
        }

        private void StepStopping(long nowMs)
        {
            TakeOutcomes(nowMs);
            if (_status.IsDue(nowMs))
            {
                _status.NoteSent(Publish(_topics.Status, _status.Payload, MqttQoSLevel.AtLeastOnce, true), nowMs);
            }

            if (_status.IsAcknowledged)
            {
                _liveness.ConfirmAll();
                Close(true, nowMs);
            }
            else if (_events.IsClosed || !_client.IsConnected || nowMs - _enteredMs >= StopAckTimeoutMs)
            {
                // Without DISCONNECT the broker publishes the will, which says the same.
                _unconfirmedBefore += _liveness.Unconfirmed;
                _log.Write("the broker did not acknowledge \"offline\"; its will says it");
                Close(false, nowMs);
            }
        }

        private void Lose(string reason, long nowMs)
        {
            _unconfirmedBefore += _liveness.Unconfirmed;
            _health.NoteConnectionProblem(reason);
            _backoff.Ended(nowMs);
            int waitMs = _backoff.NextMs();
            _retryAtMs = nowMs + waitMs;
            _log.Write(reason + "; next attempt in " + Seconds(waitMs) + " s");
            Close(false, nowMs);
        }

        private void Close(bool sendDisconnect, long nowMs)
        {
            _closer = new ClientCloser(_client, sendDisconnect, _clock, _log);
            _client = null;
            _events = null;
            Enter(SessionState.Closing, nowMs);
            _worker.Start(_closer.Run);
        }

        private void StepClosing(long nowMs)
        {
            if (_closer.IsDone)
            {
                _closer = null;
                Enter(_isStopRequested ? SessionState.Stopped : SessionState.Waiting, nowMs);
            }
            else
            {
                CheckWorker(nowMs);
            }
        }

        private void CheckWorker(long nowMs) => IsWorkerHung = nowMs - _enteredMs > WorkerHangMs;

        private void TakeOutcomes(long nowMs)
        {
            _liveness.NoteSignOfLife(_events.LastSignOfLifeMs);
            int messageId;
            bool acknowledged;
            while (_events.TryTakeOutcome(out messageId, out acknowledged))
            {
                _status.NoteOutcome(messageId, acknowledged, nowMs);
                _info.NoteOutcome(messageId, acknowledged, nowMs);
                _response.NoteOutcome(messageId, acknowledged, nowMs);
                if (acknowledged)
                {
                    _liveness.NoteOutcome(messageId);
                }
            }
        }

        private bool TryPublish(TopicName topic, byte[] payload) =>
            TakesMessages && _client.IsConnected && Publish(topic, payload, MqttQoSLevel.AtMostOnce, false) >= 0;

        // The message's id (0 for QoS 0), or −1 when the client did not take it.
        private int Publish(TopicName topic, byte[] payload, MqttQoSLevel qos, bool retain)
        {
            try
            {
                return _client.Publish(topic.Value, payload, null, null, qos, retain);
            }
            catch (Exception e)
            {
                // M2Mqtt throws when its queue is full.
                _health.NoteError("publishing to " + topic.Value + " failed: " + ExceptionText.Describe(e));
                return -1;
            }
        }

        private void Enter(SessionState state, long nowMs)
        {
            State = state;
            _enteredMs = nowMs;
            IsWorkerHung = false;
        }

        private long AnnouncementDueMs()
        {
            Announcement next = NextAnnouncement();
            long heldUntilMs = StatusHeldUntilMs();
            return next.Payload == null || next.IsAcknowledged ? long.MaxValue : next.DueMs > heldUntilMs ? next.DueMs : heldUntilMs;
        }

        private Announcement NextAnnouncement() => IsUnacknowledged(_status) ? _status : IsUnacknowledged(_info) ? _info : _response;

        private static bool IsUnacknowledged(Announcement announcement) => announcement.Payload != null && !announcement.IsAcknowledged;

        private long StatusHeldUntilMs() => HoldsStatus ? _enteredMs + StatusHoldMaxMs : 0;

        private string BrokerText() => _credentials.UsesTls ? _credentials.Address + " with TLS" : _credentials.Address;

        // 1,234 ms as 1.2, without floating point.
        private static string Seconds(long ms) => (ms / 1000).ToString() + "." + (ms % 1000 / 100).ToString();
    }
}
