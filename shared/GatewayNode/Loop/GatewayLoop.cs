using System;
using SensorNet.Broker;
using SensorNet.Device;
using SensorNet.Links;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayNode
{
    /// <summary>
    /// The loop of a gateway on a board: carries datagrams, the broker's messages and the time to the state machine, and what comes of them back. The
    /// broker session with its status, will and info is a sensor node's.
    /// </summary>
    public sealed class GatewayLoop : DeviceLoop, ICommandActions
    {
        private readonly string _firmware;
        private readonly IBoard _board;
        private readonly INetwork _network;
        private readonly IClock _clock;
        private readonly ILog _log;
        private readonly NodeHealth _health = new NodeHealth();
        private readonly BrokerSession _session;
        private readonly BrokerCommands _commands;
        private readonly BrokerLink _link;
        private readonly DatagramPort _port;
        private readonly MqttSnGateway _gateway;
        private readonly GatewayDiagnostics _diagnostics = new GatewayDiagnostics();
        private readonly LossLog _losses;
        private readonly ClientProtection _protection;
        private long _nextDiagnosticsMs;
        private string _announcedAddress;
        private bool _isAnnounced;
        private bool _isGatewayStopped;
        private bool _hasServed;

        /// <summary>Makes the loop; nothing happens before its first step.</summary>
        /// <param name="firmware">The firmware's name, for the info.</param>
        /// <param name="settings">Valid settings.</param>
        /// <param name="board">The board.</param>
        /// <param name="network">The network.</param>
        /// <param name="socket">The socket at the gateway's port.</param>
        /// <param name="clients">Makes MQTT clients.</param>
        /// <param name="worker">Runs what blocks.</param>
        /// <param name="clock">The clocks.</param>
        /// <param name="log">The debug output.</param>
        /// <param name="random">Where the jitter of retries comes from; seeded differently on each board.</param>
        /// <param name="commands">What it needs to obey commands, or null when it obeys none.</param>
        /// <param name="protection">The protection of clients with a key, or null where there is none.</param>
        public GatewayLoop(
            string firmware,
            GatewayNodeSettings settings,
            IBoard board,
            INetwork network,
            IDatagramSocket socket,
            IMqttClientFactory clients,
            IWorker worker,
            IClock clock,
            ILog log,
            Random random,
            CommandParts commands = null,
            ClientProtection protection = null)
            : base(board, clock, log)
        {
            _firmware = firmware;
            _board = board;
            _network = network;
            _clock = clock;
            _log = log;
            NodeTopics topics = new NodeTopics(settings.Broker.Root, settings.Broker.DeviceId, settings.Broker.HasFeeds);
            _session = new BrokerSession(settings.Broker, topics, network, clients, worker, clock, log, _health, random);
            _session.MemoryAttemptsMax = TlsMemory.AttemptsBeforeRestart(board.ResetReason, board.RepeatedRestarts);
            _commands = commands == null ? null : new BrokerCommands(commands, this, _session, topics, clock, log, _health);
            _link = new BrokerLink(clock, _health);
            _protection = protection;
            _port = new DatagramPort(socket, log, _health, random, protection == null ? null : protection.Gateway);
            _gateway = new MqttSnGateway(settings.Protocol, _port, _link);
            _losses = new LossLog(log, _health);
            _session.HoldsStatus = true;
        }

        /// <summary>Where the broker session stands.</summary>
        public SessionState SessionState => _session.State;

        /// <summary>The state machine, for its figures.</summary>
        public MqttSnGateway Gateway => _gateway;

        /// <inheritdoc/>
        public override bool IsEnded => _session.State == SessionState.Stopped;

        /// <inheritdoc/>
        public override long Step()
        {
            long nowMs = _clock.UptimeMs;
            if (IsStopRequested)
            {
                StopGateway(nowMs);
                _session.RequestStop();
            }

            _session.Step(nowMs);
            RestartIfDue(nowMs);
            RestartIfHung(_session.IsWorkerHung, "connecting or closing", BrokerSession.WorkerHangMs);
            if (_session.LacksMemory)
            {
                Restart(TlsFaultText.NoMemoryForLong());
            }

            ObeyCommands(nowMs);
            if (_isGatewayStopped)
            {
                return _session.NextStepMs(nowMs);
            }

            bool hasMore = StepGateway(nowMs);
            if (_session.State == SessionState.Online)
            {
                AnnounceChanges(nowMs);
            }

            if (_session.TakesMessages)
            {
                PublishDiagnostics(nowMs);
            }

            return hasMore ? nowMs : NextStepMs(nowMs);
        }

        /// <inheritdoc/>
        string ICommandActions.Read(long nowMs) => "read: a gateway has no sensor";

        /// <inheritdoc/>
        void ICommandActions.Apply(object settings, long nowMs)
        {
            // All settings of a gateway hold after a restart.
        }

        private void ObeyCommands(long nowMs)
        {
            string restartReason = _commands == null ? null : _commands.Step(nowMs);
            if (restartReason != null)
            {
                RequestRestart(restartReason);
            }
        }

        private bool StepGateway(long nowMs)
        {
            bool hasMore = _port.Step(_gateway, nowMs);
            _link.Step(_session.State == SessionState.Online ? _session.Client : null, _gateway, nowMs);
            if (nowMs >= _gateway.NextDeadlineMs)
            {
                _gateway.OnTime(nowMs);
            }

            // Who waits for "online" may then publish to the gateway's clients: they are subscribed by then.
            _session.HoldsStatus = !_gateway.IsSubscribed || (_commands != null && !_commands.IsSettled);
            NoteServing();
            _losses.Step(_gateway.Counters, _link.Dropped, nowMs);
            if (_protection != null)
            {
                _protection.Step(nowMs);
            }

            return hasMore;
        }

        // Whoever has just set the board up sees that all of it works.
        private void NoteServing()
        {
            if (!_hasServed && !_session.HoldsStatus && _session.State == SessionState.Online)
            {
                _hasServed = true;
                _log.Write("the gateway serves clients");
            }
        }

        private void StopGateway(long nowMs)
        {
            if (!_isGatewayStopped)
            {
                _isGatewayStopped = true;

                // DISCONNECT to the clients, so that they look for another gateway at once.
                _gateway.Stop(nowMs);
                _port.Close();
            }
        }

        private void AnnounceChanges(long nowMs)
        {
            string address = _network.Address;
            if (!_isAnnounced || address != _announcedAddress)
            {
                _isAnnounced = true;
                _announcedAddress = address;
                _session.Announce(InfoPayload.Write(_firmware, Firmware.Version, _board, address, null), nowMs);
            }
        }

        private void PublishDiagnostics(long nowMs)
        {
            if (nowMs < _nextDiagnosticsMs)
            {
                return;
            }

            byte[] payload = _diagnostics.Write(
                nowMs, _board, _network.ReadRssiDbm(), _health, _gateway, _port.Dropped, _link.Dropped, ProtectionDropped());
            _nextDiagnosticsMs = nowMs + (_session.TryPublishDiagnostics(payload) ? DiagnosticsIntervalMs : DiagnosticsRetryMs);
        }

        private long ProtectionDropped() => _protection == null ? 0 : _protection.Gateway.Counters.DropCount;

        private long NextStepMs(long nowMs)
        {
            long nextMs = Deadline.Earlier(_session.NextStepMs(nowMs), _gateway.NextDeadlineMs);
            nextMs = Deadline.Earlier(nextMs, Deadline.Earlier(_port.NextStepMs, _link.NextStepMs));
            nextMs = _commands == null ? nextMs : Deadline.Earlier(nextMs, _commands.NextStepMs);
            return _session.TakesMessages ? Deadline.Earlier(nextMs, _nextDiagnosticsMs) : nextMs;
        }
    }
}
