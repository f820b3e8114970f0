using System;
using SensorNet.Device;
using SensorNet.Links;
using SensorNet.MqttSn.Client;

namespace SensorNet.ConstrainedNode
{
    /// <summary>
    /// The way to the gateway: brings the network and the socket up, carries datagrams between the socket and the client, and calls the client when
    /// its time has come. All methods belong to the loop's thread, none of them blocks, and none throws.
    /// </summary>
    public sealed class GatewayLink : IClientTransport
    {
        /// <summary>The first cap of the backoff, in ms.</summary>
        public const int BackoffFirstMs = 1000;

        /// <summary>The last cap of the backoff, in ms.</summary>
        public const int BackoffMaxMs = 60000;

        /// <summary>The first time that a congested gateway is left alone, in ms; it doubles each time up to the setting.</summary>
        public const int CongestionFirstWaitMs = 5000;

        /// <summary>An attempt that takes longer than this never ends: the board is restarted, in ms.</summary>
        public const int WorkerHangMs = 300000;

        /// <summary>The longest datagram, either way, in octets.</summary>
        public const int DatagramBytesMax = 960;

        /// <summary>The longest payload that the node publishes, in octets: its diagnostics.</summary>
        public const int PayloadBytesMax = 768;

        /// <summary>How many datagrams are taken in one step.</summary>
        public const int DatagramsPerStepMax = 16;

        private const int TopicNameBytesMax = 192;
        private readonly ConstrainedSettings _settings;
        private readonly IDatagramSocket _socket;
        private readonly INetwork _network;
        private readonly IWorker _worker;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NodeHealth _health;
        private readonly Random _random;
        private readonly Backoff _backoff;
        private readonly Datagram _datagram = new Datagram(DatagramBytesMax);
        private LinkAttempt _attempt;
        private long _attemptStartedMs;
        private long _retryAtMs;
        private int _resumedCongestionCount;
        private bool _isUp;
        private bool _isAddressDue;

        /// <summary>Makes a link that is down; the first step begins to bring it up.</summary>
        public GatewayLink(
            ConstrainedSettings settings,
            IDatagramSocket socket,
            INetwork network,
            IWorker worker,
            IClock clock,
            ILog log,
            NodeHealth health,
            Random random)
        {
            _settings = settings;
            _socket = socket;
            _network = network;
            _worker = worker;
            _clock = clock;
            _log = log;
            _health = health;
            _random = random;
            _backoff = new Backoff(random, BackoffFirstMs, BackoffMaxMs);
            Notes = new ClientNotes(log, health);
        }

        /// <summary>What the client's events said.</summary>
        public ClientNotes Notes { get; }

        /// <summary>The address to use instead of looking for a gateway, or null. To be set before the first step.</summary>
        public byte[] RememberedGateway { get; set; }

        /// <summary>How often the gateway has said congestion since it last served: the measure of the next wait.</summary>
        public int CongestionCount => Client == null ? _resumedCongestionCount : Client.Congestion.Count;

        /// <summary>When a gateway that said congestion may be asked again, in the loop's time in ms; a time in the past when none has.</summary>
        public long CongestedUntilMs => Client == null ? 0 : Client.Congestion.UntilMs;

        /// <summary>The client, or null before the link was up for the first time.</summary>
        public MqttSnClient Client { get; private set; }

        /// <summary>Whether datagrams can go.</summary>
        public bool IsUp => _isUp && _socket.IsOpen;

        /// <summary>Whether an attempt is under way on the worker.</summary>
        public bool IsJoining => _attempt != null;

        /// <summary>Whether the worker has been busy with one attempt for longer than <see cref="WorkerHangMs"/>.</summary>
        public bool IsWorkerHung { get; private set; }

        /// <summary>Whether the client leaves a gateway alone that is congested or did not answer, and has not been told since to connect.</summary>
        public bool IsWaiting => Client != null && Client.State == ClientState.Waiting && Client.NextDeadlineMs != 0;

        /// <summary>Whether the gateway has accepted the connection and the client is awake.</summary>
        public bool IsActive => Client != null && Client.State == ClientState.Active;

        /// <summary>Whether the client is asleep with the gateway's consent.</summary>
        public bool IsAsleep => Client != null && Client.State == ClientState.Asleep;

        /// <summary>A message of QoS 0 that the gateway rejected since the last look.</summary>
        public int RejectedQos0 => Client == null ? 0 : Client.Counters.RejectedQos0;

        /// <summary>Does what is due.</summary>
        public void Step(long nowMs)
        {
            if (Notes.IsLinkSuspect)
            {
                // It may be the network's fault: an attempt finds that out, and does nothing when all is well.
                Notes.IsLinkSuspect = false;
                _isAddressDue = true;
                NoteDown(nowMs);
            }

            if (_isUp && !_socket.IsOpen)
            {
                NoteDown(nowMs);
            }

            StepAttempt(nowMs);
            if (Client == null || !_socket.IsOpen)
            {
                return;
            }

            for (int i = 0; i < DatagramsPerStepMax && _socket.TryReceive(_datagram); i++)
            {
                Client.OnDatagram(nowMs, _datagram.Address, _datagram.Buffer, 0, _datagram.Length);
            }

            if (nowMs >= Client.NextDeadlineMs)
            {
                Client.OnTime(nowMs);
            }
        }

        /// <summary>When the next step is due, in the loop's time in ms, if nothing wakes the loop before.</summary>
        public long NextStepMs()
        {
            if (_attempt != null)
            {
                return _attemptStartedMs + WorkerHangMs + 1;
            }

            if (Client == null || !_socket.IsOpen)
            {
                return _retryAtMs;
            }

            long nextMs = Client.NextDeadlineMs;
            return IsUp || nextMs < _retryAtMs ? nextMs : _retryAtMs;
        }

        /// <summary>
        /// Lets the radio be switched off: closes the socket. The next step brings the link up again. Not while <see cref="IsJoining"/>.
        /// </summary>
        public void PowerDown()
        {
            if (IsUp)
            {
                // It was good until here, however short that was.
                _backoff.Reset();
            }

            _socket.Close();
            _isUp = false;
            _retryAtMs = 0;
        }

        /// <summary>Goes on with the waits of before a deep sleep. To be called before the first step.</summary>
        /// <param name="count">What <see cref="CongestionCount"/> was.</param>
        public void ResumeCongestion(int count) => _resumedCongestionCount = count;

        /// <inheritdoc/>
        public void Send(byte[] address, byte[] buffer, int offset, int length) => _socket.Send(address, buffer, offset, length);

        /// <inheritdoc/>
        public void Broadcast(int radius, byte[] buffer, int offset, int length) => _socket.Broadcast(buffer, offset, length);

        // At once, once: a socket that opens and fails again and again must not keep the worker busy.
        private void NoteDown(long nowMs)
        {
            if (!_isUp)
            {
                return;
            }

            _isUp = false;
            _backoff.Ended(nowMs);
            _retryAtMs = _backoff.TryAtOnce() ? nowMs : nowMs + _backoff.NextMs();
        }

        private void StepAttempt(long nowMs)
        {
            if (_attempt == null)
            {
                if (!IsUp && nowMs >= _retryAtMs)
                {
                    // The address of a gateway that is set is asked for once, and when the gateway was lost: it may have another one now.
                    string host = Client == null || _isAddressDue ? _settings.GatewayHost : null;
                    _attempt = new LinkAttempt(_network, _socket, host, _settings.GatewayPort, Client != null, _clock);
                    _attemptStartedMs = nowMs;
                    _worker.Start(_attempt.Run);
                }
            }
            else if (!_attempt.IsDone)
            {
                IsWorkerHung = nowMs - _attemptStartedMs > WorkerHangMs;
            }
            else
            {
                EndAttempt(nowMs);
            }
        }

        private void EndAttempt(long nowMs)
        {
            LinkAttempt attempt = _attempt;
            _attempt = null;
            if (attempt.Problem != null)
            {
                _isUp = false;
                int waitMs = _backoff.NextMs();
                _retryAtMs = nowMs + waitMs;
                _health.NoteConnectionProblem(attempt.Problem);
                _log.Write(attempt.Problem + "; next attempt in " + (waitMs / 1000).ToString() + "." + (waitMs % 1000 / 100).ToString() + " s");
                return;
            }

            _isUp = true;
            _backoff.Connected(nowMs);
            if (Client == null)
            {
                Client = new MqttSnClient(MakeClientSettings(attempt.GatewayAddress ?? RememberedGateway), this, Notes, _random);
                Client.Congestion.Resume(_resumedCongestionCount);
            }
            else if (attempt.GatewayAddress != null)
            {
                Client.MoveGateway(attempt.GatewayAddress);
            }

            _isAddressDue = _isAddressDue && attempt.GatewayAddress == null;
        }

        private ClientSettings MakeClientSettings(byte[] gatewayAddress)
        {
            int congestionWaitMs = _settings.CongestionWaitSeconds * 1000;
            return new ClientSettings
            {
                ClientId = _settings.DeviceId,
                GatewayAddress = gatewayAddress,
                RetryMs = _settings.RetryMs,
                CongestionFirstWaitMs = CongestionFirstWaitMs < congestionWaitMs ? CongestionFirstWaitMs : congestionWaitMs,
                CongestionWaitMs = congestionWaitMs,

                // The outbox waits for a congested gateway: what is said meanwhile may be newer.
                CongestionRetryCount = 0,
                AnswerSearches = _settings.Sleep == SleepMode.None,
                CheckWhileAsleep = false,
                QueueLength = 2,
                TopicsMax = 8,
                TopicNameBytesMax = TopicNameBytesMax,
                PayloadBytesMax = PayloadBytesMax,
                DatagramBytesMax = DatagramBytesMax,
            };
        }
    }
}
