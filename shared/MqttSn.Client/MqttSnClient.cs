using System;
using System.Text;
using SensorNet.Links;

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
    public sealed partial class MqttSnClient
    {
        private readonly ClientSettings _settings;
        private readonly IClientEvents _events;
        private readonly Random _random;
        private readonly byte[] _clientId;
        private readonly MessageSender _sender;
        private readonly GatewayTable _gateways;
        private readonly TopicCache _topics;
        private readonly OperationQueue _queue;
        private readonly ReceivedIds _receivedIds;
        private readonly Exchange _exchange = new Exchange();
        private readonly Message _message = new Message();
        private readonly ReceivedMessage _received = new ReceivedMessage();
        private readonly long _lateAnswerMs;

        // What waits between attempts at connecting, at a search, and at a congested gateway.
        private readonly Backoff _reconnects;
        private readonly Backoff _searches;
        private readonly Backoff _congestion;
        private int _messageId;

        // Null to look for gateways.
        private byte[] _fixedGateway;

        // When the gateway was last heard.
        private long _lastHeardMs;

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
            _fixedGateway = settings.GatewayAddress;
            _random = random;
            _clientId = EncodeClientId(settings.ClientId);
            Counters = new ClientCounters();
            _sender = new MessageSender(transport, Counters, _clientId, settings.DatagramBytesMax);
            _gateways = new GatewayTable(settings.GatewaysMax);
            _topics = new TopicCache(settings.TopicsMax);
            _queue = new OperationQueue(settings);
            _receivedIds = new ReceivedIds(settings.ReceivedIdsMax, settings.RetryMs * (settings.RetryCount + 1L));
            _lateAnswerMs = 2L * settings.RetryMs;
            _messageId = settings.FirstMessageId != 0 ? settings.FirstMessageId : 1 + random.Next(Limits.MessageIdMax);
            _reconnects = new Backoff(random, settings.ReconnectDelayMs, settings.ReconnectDelayMaxMs);
            _searches = new Backoff(random, settings.SearchIntervalMs, settings.SearchIntervalMaxMs);
            _congestion = new Backoff(random, settings.CongestionFirstWaitMs, settings.CongestionWaitMs);
        }

        /// <summary>Where the client is.</summary>
        public ClientState State { get; private set; }

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
            get { return _gateways.Count; }
        }

        /// <summary>
        /// When <see cref="OnTime"/> is to be called, unless a datagram comes before: 0 for at once, <see cref="long.MaxValue"/> for never.
        /// </summary>
        public long NextDeadlineMs
        {
            get
            {
                if (_commanded)
                {
                    return 0;
                }

                long next = _exchange.IsOpen ? _exchange.DeadlineMs : StateDeadlineMs();
                next = Earlier(next, _answerSearchAtMs);
                return IsSleeping ? next : Earlier(next, _gateways.NextExpiryMs());
            }
        }

        // The radio may be off: no ADVERTISE is missed, and no SEARCHGW answered.
        private bool IsSleeping
        {
            get { return State == ClientState.Asleep || State == ClientState.Awake; }
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

        // The device's Math has Min for int and double only.
        private static long Earlier(long one, long other)
        {
            return one < other ? one : other;
        }

        private void Run(long nowMs)
        {
            _commanded = false;
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

            if (nowMs >= _answerSearchAtMs)
            {
                AnswerSearch();
            }

            if (!IsSleeping && nowMs >= _gateways.NextExpiryMs())
            {
                ExpireGateways(nowMs);
            }
        }

        private long StateDeadlineMs()
        {
            switch (State)
            {
                case ClientState.Searching: return _searchAtMs;
                case ClientState.Waiting: return _waitUntilMs;
                case ClientState.Asleep: return _checkAtMs;
                case ClientState.Active: return ActiveDeadlineMs();
                default: return long.MaxValue;
            }
        }

        private void OnStateTimer(long nowMs)
        {
            switch (State)
            {
                case ClientState.Searching:
                    SendSearch(nowMs);
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
            if (_exchange.Left == 0)
            {
                OnUnanswered(nowMs);
                return;
            }

            _exchange.Left--;
            _exchange.DeadlineMs = nowMs + _settings.RetryMs;
            Counters.Retransmitted++;
            SendExchange(true);
        }

        private void SendExchange(bool again)
        {
            switch (_exchange.Kind)
            {
                case ExchangeKind.Connect:
                    // 6.14: back from sleep with all that the gateway keeps; 6.3: neither flag set means that subscriptions and will stay.
                    _sender.Connect(!_waking && _will != null, _connectClean, _keepAliveSeconds);
                    break;
                case ExchangeKind.WillTopic:
                    _sender.WillTopic(_will);
                    break;
                case ExchangeKind.WillMsg:
                    _sender.WillMsg(_will.Message);
                    break;
                case ExchangeKind.Ping:
                    _sender.PingReq();
                    break;
                case ExchangeKind.PingAwake:
                    _sender.PingReqAwake();
                    break;
                case ExchangeKind.Disconnect:
                    _sender.Disconnect();
                    break;
                case ExchangeKind.Sleep:
                    _sender.Sleep(_sleepSeconds);
                    break;
                default:
                    SendOperation(_queue.At(0), again);
                    break;
            }
        }

        private void Open(ExchangeKind kind, int messageId, long nowMs)
        {
            _exchange.Open(kind, messageId, nowMs, _settings);
            SendExchange(false);
        }

        private int NextMessageId()
        {
            int id = _messageId;
            _messageId = id == Limits.MessageIdMax ? 1 : id + 1;
            return id;
        }

        private void SetState(ClientState to)
        {
            ClientState from = State;
            if (from != to)
            {
                State = to;
                _events.OnStateChanged(from, to);
            }
        }
    }
}
