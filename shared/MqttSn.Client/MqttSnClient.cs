using System;
using System.Text;

namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// A client of MQTT-SN 1.2 without I/O: it takes datagrams, commands and the time, and gives back datagrams, events and the time at
    /// which it wants to be called. It has no socket, thread or clock, and is not safe for use by several threads at once.
    /// </summary>
    /// <remarks>
    /// <para>The owner's loop: give commands; call <see cref="OnDatagram"/> for every datagram; call <see cref="OnTime"/> when <see cref="NextDeadlineMs"/>
    /// is reached, which is at once after a command. Commands only note what is wanted, so they need no time and raise no events.</para>
    /// <para>Times are milliseconds of a clock that never goes back, 0 or more. Commands with a handle are done in their order, one message at a time (6.5, 6.6, 6.9);
    /// those given while there is no connection wait for one. Publishing to a topic that is known allocates nothing.</para>
    /// <para>A connection that is lost is made again, first with the same gateway (6.13), after an unanswered PINGREQ first with
    /// another (6.11); without one the search begins. Messages of QoS 0 and 1 that were under way are sent again; of QoS 2 only if the session was resumed.</para>
    /// </remarks>
    public sealed partial class MqttSnClient : IExchangeSender
    {
        private readonly ClientSettings _settings;
        private readonly IClientEvents _events;
        private readonly Random _random;
        private readonly byte[] _clientId;
        private readonly MessageSender _sender;
        private readonly ClientDiscovery _discovery;
        private readonly ClientSleep _sleep;
        private readonly KeepAlive _keepAlive;
        private readonly OperationQueue _queue;
        private readonly ClientSessionState _session;
        private readonly SessionStore _store;
        private readonly IncomingMessages _incoming;
        private readonly ClientStatus _status;
        private readonly Requests _requests;
        private readonly Exchange _exchange;
        private readonly Message _message = new Message();
        private readonly long _lateAnswerMs;

        /// <summary>A client, disconnected.</summary>
        /// <param name="settings">Checked here; not to be changed afterwards.</param>
        /// <param name="transport">Takes the datagrams.</param>
        /// <param name="events">Gets the events.</param>
        /// <param name="random">For the delays of 6.1, the first message id and the waits between attempts.</param>
        /// <exception cref="ArgumentException">A setting breaks its rule.</exception>
        public MqttSnClient(ClientSettings settings, IClientTransport transport, IClientEvents events, Random random)
        {
            if (settings == null || transport == null || events == null || random == null)
            {
                throw new ArgumentNullException(settings == null ? "settings" : transport == null ? "transport" : events == null ? "events" : "random");
            }

            settings.Check();
            _settings = settings;
            _events = events;
            _random = random;
            _clientId = EncodeClientId(settings.ClientId);
            ClientOwner owner = new ClientOwner(settings, events, random);
            Counters = owner.Counters;
            _status = new ClientStatus(events);
            _requests = new Requests(_status);
            _exchange = new Exchange(settings, Counters);
            _sender = new MessageSender(transport, Counters, _clientId, settings.DatagramBytesMax);
            _discovery = new ClientDiscovery(owner, _sender, _status);
            _queue = new OperationQueue(settings);
            _session = new ClientSessionState(owner);
            _store = new SessionStore(settings, _session);
            _incoming = new IncomingMessages(owner, _sender, _session);
            ClientLink link = new ClientLink(_sender, _exchange, _status);
            _sleep = new ClientSleep(owner, link);
            _keepAlive = new KeepAlive(owner, link);
            _lateAnswerMs = 2L * settings.RetryMs;
            _reconnectDelayMs = settings.ReconnectDelayMs;
        }

        /// <summary>Where the client is.</summary>
        public ClientState State
        {
            get { return _status.State; }
        }

        /// <summary>What the client has counted.</summary>
        public ClientCounters Counters { get; }

        /// <summary>The address of the gateway in use; null before the first. Not to be changed.</summary>
        public byte[] GatewayAddress
        {
            get { return _sender.Gateway; }
        }

        /// <summary>The commands that wait or are under way.</summary>
        public int QueueCount
        {
            get { return _queue.Count; }
        }

        /// <summary>The gateways in the table.</summary>
        public int GatewayCount
        {
            get { return _discovery.GatewayCount; }
        }

        /// <summary>
        /// When <see cref="OnTime"/> is to be called, unless a datagram comes before: 0 for at once, <see cref="long.MaxValue"/> for never.
        /// </summary>
        public long NextDeadlineMs
        {
            get
            {
                if (_requests.AreNew)
                {
                    return 0;
                }

                long next = _exchange.IsOpen ? _exchange.DeadlineMs : StateDeadlineMs();
                next = Deadlines.Earlier(next, _discovery.AnswerAtMs);
                return IsSleeping ? next : Deadlines.Earlier(next, _discovery.NextExpiryMs);
            }
        }

        // The radio may be off: no ADVERTISE is missed, and no SEARCHGW answered.
        private bool IsSleeping
        {
            get { return _status.IsSleeping; }
        }

        /// <summary>The time has come, or a command was given.</summary>
        /// <param name="nowMs">The time.</param>
        public void OnTime(long nowMs)
        {
            _sender.NowMs = nowMs;
            Run(nowMs);
        }

        /// <summary>A datagram has come, from whomever. It is judged here: no octets make this throw.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="from">The sender's address; copied where it is kept.</param>
        /// <param name="buffer">Holds the datagram.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        public void OnDatagram(long nowMs, byte[] from, byte[] buffer, int offset, int length)
        {
            if (from == null)
            {
                throw new ArgumentNullException("from");
            }

            _sender.NowMs = nowMs;
            Counters.Received++;
            Receive(nowMs, from, buffer, offset, length);
            Run(nowMs);
        }

        /// <summary>The octets that <see cref="SaveSession"/> needs to save everything.</summary>
        public int SessionLength
        {
            get { return _store.LengthWith(_sender.Gateway); }
        }

        /// <summary>
        /// Writes what a client needs to go on with its session after a deep sleep or a restart: the gateway, topic ids, the next message id, the ids of received QoS 2
        /// messages, and whether it sleeps. Commands that wait are not part of it. The octets carry a checksum.
        /// </summary>
        /// <param name="buffer">Gets the octets.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="capacity">The octets there may be. Topics that do not fit are left out; they are registered again when they are used.</param>
        /// <returns>The octets written; 0 if not even the rest fits.</returns>
        public int SaveSession(byte[] buffer, int offset, int capacity)
        {
            SavedSession saved = new SavedSession();
            _discovery.Save(saved);
            _sleep.Save(saved);
            saved.KeepAliveSeconds = _keepAlive.Seconds;
            _session.Save(saved);
            return _store.Save(saved, buffer, offset, capacity);
        }

        /// <summary>
        /// Goes on with a session that was saved. If it was saved asleep the client is asleep again, without an event:
        /// <see cref="CheckForMessages"/> and <see cref="Wake"/> go on from there, and nothing is due before. Otherwise it is disconnected, and <see cref="Connect"/> without
        /// CleanSession resumes the session.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="offset">The first.</param>
        /// <param name="length">How many.</param>
        /// <returns>False, and nothing is changed, if they are not a saved session: cut off, changed, of another version, or larger than the settings allow.</returns>
        /// <exception cref="InvalidOperationException">The client has been connected, or has looked for a gateway.</exception>
        public bool RestoreSession(long nowMs, byte[] buffer, int offset, int length)
        {
            if (State != ClientState.Disconnected || _sender.Gateway != null)
            {
                throw new InvalidOperationException("a session is restored before the first connection");
            }

            SavedSession saved = _store.Restore(nowMs, buffer, offset, length);
            if (saved == null)
            {
                return false;
            }

            _session.Restore(saved);
            _keepAlive.SetSeconds(saved.KeepAliveSeconds);
            _sleep.Restore(saved);
            if (saved.Gateway.Length != 0)
            {
                RestoreGateway(nowMs, saved);
            }

            return true;
        }

        /// <summary>
        /// Whether two saved sessions differ in nothing but the next message id, which changes with each message and need not be right to the last one: what
        /// is saved already need not be saved again.
        /// </summary>
        /// <param name="one">What <see cref="SaveSession"/> wrote; can be empty.</param>
        /// <param name="other">The same of another time.</param>
        public static bool IsSameSession(byte[] one, byte[] other)
        {
            return SessionStore.AreSame(one, other);
        }

        private void RestoreGateway(long nowMs, SavedSession saved)
        {
            _sender.Gateway = saved.Gateway;
            _discovery.Restore(nowMs, saved);
            if (saved.IsAsleep)
            {
                _wantsConnection = true;
            }
        }

        private static byte[] EncodeClientId(string clientId)
        {
            if (clientId == null)
            {
                throw new ArgumentException("ClientId is not set (5.3.1)", "ClientId");
            }

            byte[] octets = Encoding.UTF8.GetBytes(clientId);
            DecodeError error = ClientIds.Check(octets, 0, octets.Length);
            if (error != DecodeError.None)
            {
                throw new ArgumentException("ClientId: " + DecodeErrors.Describe(error), "ClientId");
            }

            return octets;
        }

        private void Run(long nowMs)
        {
            _requests.BeginTurn();
            DoRequests(nowMs);
            DoTimers(nowMs);
            Pump(nowMs);
        }

        private void DoTimers(long nowMs)
        {
            if (_exchange.IsOpen && nowMs >= _exchange.DeadlineMs)
            {
                OnRetryTimer(nowMs);
            }

            if (!_exchange.IsOpen && nowMs >= StateDeadlineMs())
            {
                OnStateTimer(nowMs);
            }

            if (nowMs >= _discovery.AnswerAtMs)
            {
                _discovery.AnswerSearch();
            }

            if (!IsSleeping && nowMs >= _discovery.NextExpiryMs && _discovery.Expire(nowMs, _keepAlive.LastHeardMs))
            {
                Lose(nowMs, LostReason.AdvertiseMissed);
            }
        }

        private long StateDeadlineMs()
        {
            switch (State)
            {
                case ClientState.Searching: return _discovery.SearchAtMs;
                case ClientState.Waiting: return _waitUntilMs;
                case ClientState.Asleep: return _sleep.CheckAtMs;
                case ClientState.Active: return ActiveDeadlineMs();
                default: return long.MaxValue;
            }
        }

        private void OnStateTimer(long nowMs)
        {
            switch (State)
            {
                case ClientState.Searching:
                    OnSearchDue(nowMs);
                    break;
                case ClientState.Waiting:
                    StartConnecting(nowMs);
                    break;
                case ClientState.Asleep:
                    StartAwake(nowMs);
                    break;
                default:
                    // What is due while active is done by Pump.
                    break;
            }
        }

        // 6.13: sent again N_RETRY times, then the gateway counts as lost.
        private void OnRetryTimer(long nowMs)
        {
            if (!_exchange.SendAgain(nowMs))
            {
                OnUnanswered(nowMs);
            }
        }

        void IExchangeSender.SendMessage(ExchangeKind kind, int messageId, bool again)
        {
            switch (kind)
            {
                case ExchangeKind.Connect:
                    // 6.14: back from sleep with all that the gateway keeps; 6.3: neither flag set means that subscriptions and will stay.
                    _sender.Connect(!_waking && _session.Will != null, _connectClean, _keepAlive.Seconds);
                    break;
                case ExchangeKind.WillTopic:
                    _sender.WillTopic(_session.Will);
                    break;
                case ExchangeKind.WillMsg:
                    _sender.WillMsg(_session.Will.Message);
                    break;
                case ExchangeKind.Disconnect:
                    _sender.Disconnect();
                    break;
                default:
                    SendOperation(kind, messageId, again);
                    break;
            }
        }

        private void Open(ExchangeKind kind, int messageId, long nowMs)
        {
            _exchange.Open(this, kind, messageId, nowMs);
        }

        private void SetState(ClientState to)
        {
            _status.MoveTo(to);
        }
    }
}
