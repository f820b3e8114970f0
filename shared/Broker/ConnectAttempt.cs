using System;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Device;

namespace SensorNet.Broker
{
    /// <summary>
    /// One attempt to reach the broker: network, name, connection, CONNECT. All of it can block (CONNACK alone for 30 s), so
    /// <see cref="Run"/> belongs to a worker, and the loop looks at <see cref="IsDone"/>.
    /// </summary>
    public sealed class ConnectAttempt
    {
        /// <summary>How long the network may take to come up, in ms.</summary>
        public const int NetworkTimeoutMs = 60000;

        /// <summary>The will's message, and the status of a planned stop.</summary>
        public const string OfflineStatus = "offline";

        private readonly object _lock = new object();
        private readonly BrokerSessionSettings _settings;
        private readonly BrokerCredentials _credentials;
        private readonly NodeTopics _topics;
        private readonly INetwork _network;
        private readonly IMqttClientFactory _factory;
        private readonly IClock _clock;
        private readonly ILog _log;
        private bool _isDone;
        private bool _isAbandoned;
        private ConnectFault _fault;
        private long _waitedMs;
        private TlsPreparation _tls;

        /// <summary>Makes an attempt that has not begun.</summary>
        /// <param name="settings">Client id and keep alive.</param>
        /// <param name="credentials">The broker.</param>
        /// <param name="topics">The topic of the will.</param>
        /// <param name="network">The network.</param>
        /// <param name="factory">Makes the client.</param>
        /// <param name="clock">The clocks; woken when it is done.</param>
        /// <param name="log">The debug output.</param>
        public ConnectAttempt(
            BrokerSessionSettings settings,
            BrokerCredentials credentials,
            NodeTopics topics,
            INetwork network,
            IMqttClientFactory factory,
            IClock clock,
            ILog log)
        {
            _settings = settings;
            _credentials = credentials;
            _topics = topics;
            _network = network;
            _factory = factory;
            _clock = clock;
            _log = log;
        }

        /// <summary>The connected client, or null. Set before <see cref="IsDone"/> is.</summary>
        public IMqttClient Client { get; private set; }

        /// <summary>The notes of the connected client's events.</summary>
        public ClientEvents Events { get; private set; }

        /// <summary>Why it failed, in words, or null when it did not.</summary>
        public string Problem { get; private set; }

        /// <summary>Whether only a person can mend what failed.</summary>
        public bool NeedsPerson { get; private set; }

        /// <summary>Whether it failed for want of the memory that TLS needs.</summary>
        public bool LacksMemory => _tls != null && _tls.LacksMemory;

        /// <summary>Free native memory before the TLS handshake, in bytes; −1 where that is not known.</summary>
        public long FreeBeforeTlsBytes => _tls == null ? -1 : _tls.FreeBytes;

        /// <summary>Free native memory after the TLS handshake, in bytes; −1 where that is not known.</summary>
        public long FreeAfterTlsBytes { get; private set; } = -1;

        /// <summary>Whether it has ended, either way.</summary>
        public bool IsDone
        {
            get
            {
                lock (_lock)
                {
                    return _isDone;
                }
            }
        }

        /// <summary>
        /// Nobody waits for the outcome any more: a connection that comes of it is closed again, on the worker. False when there is an
        /// outcome already, which is then the caller's.
        /// </summary>
        public bool TryAbandon()
        {
            lock (_lock)
            {
                _isAbandoned = !_isDone;
                return _isAbandoned;
            }
        }

        /// <summary>Makes the attempt. Never throws.</summary>
        public void Run()
        {
            IMqttClient client = null;
            try
            {
                client = Connect();
            }
            catch (Exception e)
            {
                Problem = CannotConnect(Reason(e));
            }

            bool isAbandoned;
            lock (_lock)
            {
                isAbandoned = _isAbandoned;
                Client = isAbandoned ? null : client;
                _isDone = true;
            }

            if (isAbandoned && client != null)
            {
                Close(client);
            }

            _clock.Wake();
        }

        // Returns the connected client; null with a problem, or throws.
        private IMqttClient Connect()
        {
            if (!_network.Connect(NetworkTimeoutMs))
            {
                Problem = "no network: " + _network.Problem;
                return null;
            }

            if (!IsReadyForTls())
            {
                return null;
            }

            // The client pins the address of the broker's name and leaks its threads after a failure, so it is made anew each time.
            Connack connack = new Connack();
            IMqttClient client = _factory.Create(_credentials, connack);
            MqttReasonCode code;
            try
            {
                Events = new ClientEvents(client, _clock);
                code = SendConnect(client, connack);
            }
            catch (Exception)
            {
                // Not in a finally: Close catches, and nanoFramework then loses the exception in flight. After a refusal or a time-out only Close
                // ends the client's receive thread.
                Close(client);
                throw;
            }

            if (code == MqttReasonCode.Success)
            {
                Events.NoteSignOfLife();
                NoteMemory();
                return client;
            }

            Problem = "the broker " + _credentials.Address
                + " refuses the connection: " + RefusalText.Describe(code);
            NeedsPerson = RefusalText.NeedsPerson(code);
            Close(client);
            return null;
        }

        private bool IsReadyForTls()
        {
            if (!_credentials.UsesTls)
            {
                return true;
            }

            _tls = new TlsPreparation(_factory.Tls, _credentials, _clock);
            string problem = _tls.Check();
            NeedsPerson = _tls.NeedsPerson;
            Problem = problem == null ? null : CannotConnect(problem);
            return problem == null;
        }

        private void NoteMemory()
        {
            if (_tls != null)
            {
                long largestBlockBytes;
                FreeAfterTlsBytes = _factory.Tls.ReadNativeMemory(out largestBlockBytes);
            }
        }

        private string CannotConnect(string reason) => "cannot connect to " + _credentials.Address + ": " + reason;

        private string Reason(Exception e)
        {
            int code = _tls == null ? TlsCodes.None : _factory.TlsCodeOf(e);
            if (code != TlsCodes.None)
            {
                string reason = _tls.Explain(code);
                NeedsPerson = _tls.NeedsPerson;
                return reason;
            }

            bool isClosed = _fault == ConnectFault.NotAnswered && _waitedMs < ConnectFaultText.ConnackTimeoutMs;
            if (_tls != null)
            {
                return isClosed ? ConnectFaultText.ClosedInTls : ConnectFaultText.Describe(_fault, _waitedMs, e);
            }

            return (isClosed || _fault == ConnectFault.NotMqtt) && SpeaksTls()
                ? ConnectFaultText.TlsPort
                : ConnectFaultText.Describe(_fault, _waitedMs, e);
        }

        // M2Mqtt cannot tell a port for TLS from any other that is none of MQTT; one more connection can.
        private bool SpeaksTls()
        {
            ProbeOutcome outcome = _factory.Tls.Probe(_credentials.Host, _credentials.Port, TlsPreparation.ProbeTimeoutMs).Outcome;
            return outcome == ProbeOutcome.Answered || outcome == ProbeOutcome.Alert;
        }

        // The broker's answer; throws when there is none.
        private MqttReasonCode SendConnect(IMqttClient client, Connack connack)
        {
            long begunMs = _clock.UptimeMs;
            try
            {
                return client.Connect(
                    _settings.DeviceId,
                    _credentials.User,
                    _credentials.Password,
                    true,
                    MqttQoSLevel.AtLeastOnce,
                    true,
                    _topics.Status.Value,
                    OfflineStatus,
                    true,
                    (ushort)_settings.KeepAliveSeconds);
            }
            catch (Exception e)
            {
                _fault = _factory.FaultOf(e);
                _waitedMs = _clock.UptimeMs - begunMs;
                if (connack.Refusal != MqttReasonCode.Success)
                {
                    return connack.Refusal;
                }

                throw;
            }
        }

        private void Close(IMqttClient client)
        {
            try
            {
                client.Close();
            }
            catch (Exception e)
            {
                _log.Write("closing a client failed: " + ExceptionText.Words(e));
            }
        }
    }
}
