using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// An MQTT-SN 1.2 gateway without I/O: datagrams, events of the broker link and the time go in; datagrams, requests to the broker and the next deadline
    /// come out. It owns no socket, thread or clock.
    /// </summary>
    /// <remarks>
    /// <para>One thread at a time may use an instance. Times are of any monotonic clock, in milliseconds, and never go back.</para>
    /// <para>An instance owns its clients entirely: their sessions, their subscriptions and the table that matches them, its broker connections. To use several cores, make one instance a
    /// core, and give a client always to the same one: CONNECT, and PINGREQ with a client id, by a hash of the client id; everything else by where the last of
    /// these from the same address went. Each aggregating instance then is one client of the broker, under a client id of its own.</para>
    /// <para>Nothing that a peer or the broker sends makes it throw. What is ours to get right does: settings are checked when it is made.</para>
    /// </remarks>
    public sealed class MqttSnGateway
    {
        /// <summary>The number of the gateway's own broker connection.</summary>
        public const int OwnConnection = OwnLink.Number;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters = new GatewayCounters();
        private readonly GatewayClock _clock = new GatewayClock();
        private readonly OwnLink _own;
        private readonly Transmitter _transmitter;
        private readonly ClientDirectory _clients;
        private readonly ClientTimers _timers = new ClientTimers();
        private readonly ClientTimeouts _timeouts;
        private readonly TopicStore _topics = new TopicStore();
        private readonly PendingTable _pending;
        private readonly BrokerEvents _brokerEvents;
        private readonly ClientQueues _queues;
        private readonly Delivery _delivery;
        private readonly Publishing _publishing;
        private readonly SubscribeRequests _subscribing;
        private readonly ISubscriptions _subscriptions;
        private readonly BrokerMessages _brokerMessages;
        private readonly Connecting _connecting;
        private readonly Sessions _sessions;
        private readonly WillPublisher _wills;
        private readonly WillUpdates _willUpdates;
        private readonly Discovery _discovery;
        private readonly UnknownPeers _unknownPeers;
        private readonly RefusedPeers _refused;
        private readonly Message _message = new Message();
        private readonly Peer _peer = new Peer();

        /// <summary>An aggregating gateway without clients, whose broker is away, over a link that acknowledges by itself.</summary>
        /// <param name="settings">Not to be changed any more.</param>
        /// <param name="sender">How it sends.</param>
        /// <param name="broker">Its way to the broker.</param>
        /// <exception cref="ArgumentException">A setting is out of its range: the message names all of them.</exception>
        public MqttSnGateway(GatewaySettings settings, IDatagramSender sender, IBroker broker)
            : this(settings, sender, broker, null, null)
        {
        }

        /// <summary>A gateway without clients, whose broker is away.</summary>
        /// <param name="settings">Not to be changed any more.</param>
        /// <param name="sender">How it sends.</param>
        /// <param name="broker">Its way to the broker.</param>
        /// <param name="acknowledger">Acknowledges the broker's messages; null where the link does it by itself.</param>
        /// <param name="connections">The clients' broker connections; null for an aggregating gateway.</param>
        /// <exception cref="ArgumentException">A setting is out of its range: the message names all of them.</exception>
        public MqttSnGateway(
            GatewaySettings settings, IDatagramSender sender, IBroker broker, IBrokerAcknowledger acknowledger, IClientConnections connections)
        {
            if (settings == null || sender == null || broker == null)
            {
                throw new ArgumentNullException(settings == null ? "settings" : sender == null ? "sender" : "broker");
            }

            string problems = settings.Validate();
            if (problems != null)
            {
                throw new ArgumentException(problems);
            }

            if (settings.Mode == GatewayMode.Transparent && connections == null)
            {
                throw new ArgumentNullException("connections");
            }

            // From what uses nothing to what uses all.
            _settings = settings;
            _own = new OwnLink(settings, _clock);
            _transmitter = new Transmitter(sender, settings.DatagramLengthMax, _counters);
            _clients = new ClientDirectory(settings.ClientsMax);
            _pending = new PendingTable(settings.InflightMax);
            MessagePool pool = new MessagePool(_topics, settings.BufferedMessagesMax);
            _queues = new ClientQueues(settings, _counters, pool, acknowledger);
            _delivery = new Delivery(settings, _counters, _clock, _transmitter, _timers, _topics, _queues);
            _wills = new WillPublisher(settings, _counters, _clock, _own, broker, _pending);
            _unknownPeers = new UnknownPeers(settings, _counters, _clock, _transmitter);
            _refused = new RefusedPeers(settings, _counters, _clock, _own, _transmitter);
            _discovery = new Discovery(settings, _clock, _own, _transmitter, _unknownPeers);
            BrokerAccess access = new BrokerAccess(settings, _counters, _clock, _own, _refused);
            ClientDeadlines deadlines = new ClientDeadlines(settings, _timers);
            Recalls recalls = new Recalls(settings, _counters, _clock, _clients, access, deadlines, _delivery, _unknownPeers);
            ClientLinks links = new ClientLinks(settings, _counters, _clock, _clients, _pending, connections, _queues, deadlines, recalls);
            _willUpdates = new WillUpdates(settings, _transmitter, links);
            _publishing = new Publishing(settings, _counters, _clock, _own, broker, _pending, _transmitter, _topics, _delivery, access, links);
            SubscriptionList list = new SubscriptionList(_transmitter, access);
            _subscriptions = settings.IsTransparent
                ? (ISubscriptions)new TransparentSubscriptions(settings, _counters, _clock, _clients, broker, _pending, _transmitter, _delivery, list, links)
                : new AggregatingSubscriptions(settings, _counters, _clock, _own, broker, _pending, _transmitter, _delivery, list);
            _subscribing = new SubscribeRequests(settings, _counters, _transmitter, access, _publishing, list, _subscriptions);
            _brokerMessages = new BrokerMessages(_counters, new BrokerMessage(_topics, pool, acknowledger), _subscriptions);
            SessionStore store = new SessionStore(_clients, _timers, links, list, _publishing, _delivery);
            _sessions = new Sessions(settings, _counters, _clock, _clients, _transmitter, _delivery, _wills, _unknownPeers, links, store, deadlines);
            _connecting = new Connecting(
                settings, _counters, _clock, _own, _clients, _transmitter, _refused, _delivery, _sessions, store, links, deadlines);
            _brokerEvents = new BrokerEvents(
                settings, _clock, _own, _clients, _pending, _transmitter, connections, _discovery, _subscriptions, _wills, recalls, links, _connecting);
            _timeouts = new ClientTimeouts(_clock, _timers, deadlines, _delivery, recalls, links, _sessions, _connecting);
        }

        /// <summary>What has been counted.</summary>
        public GatewayCounters Counters
        {
            get { return _counters; }
        }

        /// <summary>Clients, sessions that are kept for clients that are away included.</summary>
        public int ClientCount
        {
            get { return _clients.Count; }
        }

        /// <summary>Messages that wait for clients.</summary>
        public int BufferedMessageCount
        {
            get { return _queues.Count; }
        }

        /// <summary>Their payload octets.</summary>
        public long BufferedByteCount
        {
            get { return _queues.OctetCount; }
        }

        /// <summary>Topic names that clients have ids for, or messages wait with; each counts once.</summary>
        public int TopicCount
        {
            get { return _topics.Count; }
        }

        /// <summary>Aggregating: topic filters that are subscribed, or about to be unsubscribed, each once.</summary>
        public int FilterCount
        {
            get { return _subscriptions.FilterCount; }
        }

        /// <summary>Requests that the broker has not answered.</summary>
        public int PendingCount
        {
            get { return _pending.Count; }
        }

        /// <summary>Wills that are not with the broker yet.</summary>
        public int PendingWillCount
        {
            get { return _wills.Count; }
        }

        /// <summary>Whether the gateway's own broker connection is up.</summary>
        public bool IsBrokerConnected
        {
            get { return _own.IsUp; }
        }

        /// <summary>Whether the gateway's own broker connection is up, and the broker has answered all that was to be subscribed on it.</summary>
        public bool IsSubscribed
        {
            get { return _own.IsUp && _subscriptions.IsSettled; }
        }

        /// <summary>When <see cref="OnTime"/> is to be called at the latest; <see cref="long.MaxValue"/> when there is nothing to wait for.</summary>
        public long NextDeadlineMs
        {
            get
            {
                long next = Times.Earlier(_timers.NextMs, _subscriptions.NextMs);
                next = Times.Earlier(next, _refused.NextMs);
                return Times.Earlier(next, Times.Earlier(_discovery.NextMs, _wills.NextMs));
            }
        }

        /// <summary>The state of a client.</summary>
        /// <param name="clientId">Its client id.</param>
        /// <returns><see cref="ClientState.Free"/> where there is none.</returns>
        public ClientState StateOf(byte[] clientId)
        {
            ClientSession client = _clients.FindId(clientId, 0, clientId.Length);
            return client == null ? ClientState.Free : client.State;
        }

        /// <summary>A datagram has come in.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="from">Its sender.</param>
        /// <param name="buffer">Holds the datagram; used during the call only.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        public void OnDatagram(long nowMs, NetworkAddress from, byte[] buffer, int offset, int length)
        {
            _clock.NowMs = nowMs;
            _counters.DatagramsReceived++;
            DecodeError error;
            bool read = MessageDecoder.TryDecode(buffer, offset, length, _message, out error) || IsTolerated(error);
            if (!read)
            {
                _counters.DecodeErrors[(int)error]++;
                if (!_message.FixedPartRead)
                {
                    return;
                }
            }

            if (_message.ForwarderCount > 0 && !_settings.AllowsForwarders)
            {
                _counters.Unexpected++;
                return;
            }

            _peer.Set(from, _message);
            ClientSession client = _clients.Find(_peer);
            if (!read)
            {
                Refuse(client, error);
            }
            else if (client == null || (client.State == ClientState.Recalled && _message.Type != MessageType.Disconnect))
            {
                // One that is to connect again is as good as unknown until it does.
                OnStranger();
            }
            else
            {
                OnClient(client);
            }
        }

        /// <summary>A broker connection is up: CONNACK with acceptance.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="connection">The connection.</param>
        /// <param name="sessionPresent">Whether the broker still has the session's subscriptions; otherwise they are made again.</param>
        public void OnBrokerConnected(long nowMs, int connection, bool sessionPresent)
        {
            _clock.NowMs = nowMs;
            _brokerEvents.OnConnected(connection, sessionPresent);
        }

        /// <summary>
        /// A broker connection is down, or could not be opened. A client's connection number is void with that, and the gateway opens another, unless it is told that the
        /// link keeps its exchanges: then the link opens it again by itself, under the same number.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="connection">The connection.</param>
        /// <param name="keepsExchanges">
        /// Whether the link will go on with the PUBLISHes that it has taken when the connection is back, on the same session, and answer their tokens then. Only so
        /// is one at QoS 2 delivered exactly once over an outage. Otherwise their tokens are void, and the clients are told to send again. Those of SUBSCRIBE and
        /// UNSUBSCRIBE are void in either case, and must not be sent again: they are not part of MQTT's session state [MQTT-4.4.0-1]. Of a client's connection it
        /// can be said where its session is not clean and it has been up.
        /// </param>
        public void OnBrokerLost(long nowMs, int connection, bool keepsExchanges)
        {
            _clock.NowMs = nowMs;
            _brokerEvents.OnLost(connection, keepsExchanges);
        }

        /// <summary>The answer to <see cref="IBroker.Publish"/> with a token.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="token">The token; one that is void is ignored.</param>
        /// <param name="success">Whether the broker has acknowledged it; false: it has not, and it will not be sent again.</param>
        public void OnBrokerPublished(long nowMs, int token, bool success)
        {
            OnBrokerPublished(nowMs, token, success ? ReturnCode.Accepted : ReturnCode.Congestion);
        }

        /// <summary>The answer to <see cref="IBroker.Publish"/> with a token: the broker does not allow this message, and would not if it were sent again.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="token">The token; one that is void is ignored.</param>
        public void OnBrokerRefused(long nowMs, int token)
        {
            OnBrokerPublished(nowMs, token, ReturnCode.NotSupported);
        }

        /// <summary>The answer to <see cref="IBroker.Subscribe"/>.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="token">The token; one that is void is ignored.</param>
        /// <param name="grantedQos">The QoS granted, 0 to 2; −1: refused.</param>
        public void OnBrokerSubscribed(long nowMs, int token, int grantedQos)
        {
            _clock.NowMs = nowMs;
            IBrokerSubscriber subscriber = TakeSubscriber(token);
            if (subscriber != null)
            {
                subscriber.OnSubscribed(grantedQos);
            }
        }

        /// <summary>The answer to <see cref="IBroker.Unsubscribe"/>.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="token">The token; one that is void is ignored.</param>
        public void OnBrokerUnsubscribed(long nowMs, int token)
        {
            _clock.NowMs = nowMs;
            IBrokerSubscriber subscriber = TakeSubscriber(token);
            if (subscriber != null)
            {
                subscriber.OnUnsubscribed();
            }
        }

        /// <summary>The broker link can take more again after it refused something. Without this call the gateway tries again after <see cref="GatewaySettings.BrokerRetryMs"/>.</summary>
        /// <param name="nowMs">The time.</param>
        public void OnBrokerReady(long nowMs)
        {
            _clock.NowMs = nowMs;
            _subscriptions.Pump();
            _wills.Pump();
        }

        /// <summary>A message of the broker. Topic and payload are used during the call only.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="connection">The connection that it came on.</param>
        /// <param name="topic">Holds the topic name.</param>
        /// <param name="topicOffset">Its first octet.</param>
        /// <param name="topicLength">Its octets.</param>
        /// <param name="payload">Holds the payload.</param>
        /// <param name="payloadOffset">Its first octet.</param>
        /// <param name="payloadLength">Its octets, 0 or more.</param>
        /// <param name="qos">0 to 2.</param>
        /// <param name="retain">RETAIN as the broker set it: with MQTT 5, "retain as published" must be off.</param>
        /// <param name="ackToken">What <see cref="IBrokerAcknowledger"/> is to be called with; 0 when the link acknowledges by itself.</param>
        public void OnBrokerMessage(
            long nowMs,
            int connection,
            byte[] topic,
            int topicOffset,
            int topicLength,
            byte[] payload,
            int payloadOffset,
            int payloadLength,
            int qos,
            bool retain,
            int ackToken)
        {
            _clock.NowMs = nowMs;
            _brokerMessages.OnMessage(
                connection, topic, topicOffset, topicLength, payload, payloadOffset, payloadLength, qos, retain, ackToken);
        }

        /// <summary>A message of the broker was longer than the link can take, and is lost: counted as too long.</summary>
        /// <param name="connection">The connection that it came on.</param>
        public void OnBrokerMessageTooLong(int connection)
        {
            ClientSession client = _clients.FindConnection(connection);
            _counters.Lose(LossReason.TooLong, client == null ? null : client.Id);
        }

        /// <summary>Does what is due. Calling it early, late or often does no harm.</summary>
        /// <param name="nowMs">The time.</param>
        public void OnTime(long nowMs)
        {
            _clock.NowMs = nowMs;
            _discovery.OnTime();
            _refused.OnTime();
            _timeouts.OnTime();
            _subscriptions.OnTime();
            _wills.OnTime();
        }

        /// <summary>A planned stop: DISCONNECT to every client that listens, and to the broker for each client's connection. The instance is not to be used after it.</summary>
        /// <param name="nowMs">The time.</param>
        public void Stop(long nowMs)
        {
            _clock.NowMs = nowMs;
            _sessions.Stop();
        }

        // What clients in the field send, and only there could do harm where the specification rules it out: a client id of more than 23 octets, and requests
        // whose message id stays at 0 (5.3.7 does not reserve it).
        private bool IsTolerated(DecodeError error)
        {
            switch (error)
            {
                case DecodeError.ClientIdTooLong:
                    return _message.ClientIdLength <= _settings.ClientIdLengthMax
                        && ClientIds.CheckOctets(_message.Buffer, _message.ClientIdOffset, _message.ClientIdLength) == DecodeError.None;
                case DecodeError.ReservedMessageId:
                    return _message.Type == MessageType.Register || _message.Type == MessageType.Subscribe || _message.Type == MessageType.Unsubscribe;
                default:
                    return false;
            }
        }

        // 6.1, 6.2, 6.8, 6.14: what may come from anybody; everything else is for clients.
        private void OnStranger()
        {
            switch (_message.Type)
            {
                case MessageType.Connect:
                    _connecting.OnConnect(_peer, _message);
                    break;
                case MessageType.SearchGw:
                    _discovery.OnSearchGw(_peer, _message);
                    break;
                case MessageType.PingReq:
                    _sessions.OnPingReq(_peer, null, _message);
                    break;
                case MessageType.Publish:
                    if (_message.Qos < 0)
                    {
                        _publishing.OnQosMinusOne(_message);
                    }
                    else
                    {
                        _unknownPeers.OnMessage(_peer);
                    }

                    break;
                case MessageType.Register:
                case MessageType.RegAck:
                case MessageType.PubAck:
                case MessageType.PubRec:
                case MessageType.PubRel:
                case MessageType.PubComp:
                case MessageType.Subscribe:
                case MessageType.Unsubscribe:
                case MessageType.WillTopic:
                case MessageType.WillMsg:
                case MessageType.WillTopicUpd:
                case MessageType.WillMsgUpd:
                    _unknownPeers.OnMessage(_peer);
                    break;
                default:
                    // DISCONNECT is never answered, nor is what gateways send: another one on the same network is no client.
                    _counters.Unexpected++;
                    break;
            }
        }

        private void OnClient(ClientSession client)
        {
            switch (_message.Type)
            {
                case MessageType.Connect:
                    _connecting.OnConnect(_peer, _message);
                    return;
                case MessageType.SearchGw:
                    _discovery.OnSearchGw(_peer, _message);
                    return;
                case MessageType.WillTopic:
                    Heard(client);
                    _connecting.OnWillTopic(client, _message);
                    return;
                case MessageType.WillMsg:
                    Heard(client);
                    _connecting.OnWillMessage(client, _message);
                    return;
                case MessageType.Disconnect:
                    _sessions.OnDisconnect(client, _message);
                    return;
            }

            if (!client.IsConnected)
            {
                // Its CONNECT is not finished.
                _counters.Unexpected++;
                return;
            }

            client.Fresh = false;
            Heard(client);
            OnConnectedClient(client);
            if (client.Stalled && client.State == ClientState.Active)
            {
                _delivery.Resume(client);
            }
        }

        private void Heard(ClientSession client)
        {
            client.LastHeardMs = _clock.NowMs;
        }

        private void OnConnectedClient(ClientSession client)
        {
            switch (_message.Type)
            {
                case MessageType.Publish:
                    _publishing.OnPublish(client, _message);
                    break;
                case MessageType.PubAck:
                    _delivery.OnPubAck(client, _message);
                    break;
                case MessageType.PubRec:
                    _delivery.OnPubRec(client, _message);
                    break;
                case MessageType.PubRel:
                    _publishing.OnPubRel(client, _message);
                    break;
                case MessageType.PubComp:
                    _delivery.OnPubComp(client, _message);
                    break;
                case MessageType.PingReq:
                    _sessions.OnPingReq(_peer, client, _message);
                    break;
                case MessageType.Register:
                    _publishing.OnRegister(client, _message);
                    break;
                case MessageType.RegAck:
                    _delivery.OnRegAck(client, _message);
                    break;
                case MessageType.Subscribe:
                    _subscribing.OnSubscribe(client, _message);
                    break;
                case MessageType.Unsubscribe:
                    _subscribing.OnUnsubscribe(client, _message);
                    break;
                case MessageType.WillTopicUpd:
                    _willUpdates.OnWillTopicUpd(client, _message);
                    break;
                case MessageType.WillMsgUpd:
                    _willUpdates.OnWillMsgUpd(client, _message);
                    break;
                default:
                    // PINGRESP, and what only gateways send.
                    _counters.Unexpected++;
                    break;
            }
        }

        // A message whose fixed part is there and whose rest is wrong: where its type has an answer with a return code, that says so.
        private void Refuse(ClientSession client, DecodeError error)
        {
            if (_message.Type == MessageType.Connect)
            {
                _connecting.Reject(_peer, ReturnCode.NotSupported);
            }
            else if (client != null && client.IsConnected && client.State != ClientState.Recalled)
            {
                client.LastHeardMs = _clock.NowMs;
                RefuseConnected(client, error);
            }
            else if (client != null && _message.Type == MessageType.WillTopic)
            {
                // 6.2: no will is no connection, as the client asked for one; but 5.4.7 with flags and nothing else is a client's way to say that it has none.
                if (error == DecodeError.TopicEmpty)
                {
                    _connecting.OnWillTopic(client, _message);
                }
                else
                {
                    _connecting.OnBadWillTopic(client);
                }
            }
        }

        private void RefuseConnected(ClientSession client, DecodeError error)
        {
            ReturnCode code = error == DecodeError.ReservedTopicId ? ReturnCode.InvalidTopicId : ReturnCode.NotSupported;
            switch (_message.Type)
            {
                case MessageType.Publish:
                    if (_message.Qos >= 0)
                    {
                        _transmitter.PubAck(client, _message.TopicId, _message.MessageId, code);
                    }

                    break;
                case MessageType.Register:
                    _transmitter.RegAck(client, 0, _message.MessageId, code);
                    break;
                case MessageType.Subscribe:
                    _transmitter.SubAck(client, 0, 0, _message.MessageId, code);
                    break;
                case MessageType.Unsubscribe:
                    // It has no return code: what cannot be subscribed is not.
                    _transmitter.UnsubAck(client, _message.MessageId);
                    break;
                case MessageType.WillTopicUpd:
                    if (error == DecodeError.TopicEmpty)
                    {
                        _willUpdates.OnWillTopicUpd(client, _message);
                    }
                    else
                    {
                        _transmitter.WillTopicResp(client, code);
                    }

                    break;
            }
        }

        private void OnBrokerPublished(long nowMs, int token, ReturnCode code)
        {
            _clock.NowMs = nowMs;
            if (_pending.Has(token) && _pending.Subscriber(token) == null)
            {
                _pending.OnPublished(token, code);
            }
        }

        private IBrokerSubscriber TakeSubscriber(int token)
        {
            IBrokerSubscriber subscriber = _pending.Has(token) ? _pending.Subscriber(token) : null;
            if (subscriber != null)
            {
                _pending.Remove(token);
            }

            return subscriber;
        }
    }
}
