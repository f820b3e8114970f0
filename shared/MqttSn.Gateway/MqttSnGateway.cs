using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// An MQTT-SN 1.2 gateway without I/O: datagrams, events of the broker link and the time go in; datagrams, requests to the broker and the next
    /// deadline come out. It owns no socket, thread or clock.
    /// </summary>
    /// <remarks>
    /// <para>One thread at a time may use an instance. Times are of any monotonic clock, in milliseconds, and never go back.</para>
    /// <para>An instance owns its clients entirely: their sessions, their subscriptions and the table that matches them, its broker connections. To
    /// use several cores, make one instance a core, and give a client always to the same one: CONNECT, and PINGREQ with a client id, by a hash of the
    /// client id; everything else by where the last of these from the same address went. Each aggregating instance then is one client of the broker,
    /// under a client id of its own.</para>
    /// <para>Nothing that a peer or the broker sends makes it throw. A wrong setting does: settings are checked when it is made.</para>
    /// </remarks>
    public sealed class MqttSnGateway
    {
        /// <summary>The number of the gateway's own broker connection.</summary>
        public const int OwnConnection = OwnLink.Number;

        private readonly GatewayParts _parts;
        private readonly GatewayClock _clock;
        private readonly Dispatcher _dispatcher;
        private readonly BrokerAnswers _answers;

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
            : this(settings, new GatewaySeams { Sender = sender, Broker = broker, Acknowledger = acknowledger, Connections = connections })
        {
        }

        /// <summary>A gateway without clients, whose broker is away.</summary>
        /// <param name="settings">Not to be changed any more.</param>
        /// <param name="seams">What it acts with.</param>
        /// <exception cref="ArgumentException">A setting is out of its range: the message names all of them.</exception>
        public MqttSnGateway(GatewaySettings settings, GatewaySeams seams)
        {
            _parts = new GatewayParts(settings, seams);
            _clock = _parts.Basics.Clock;
            _dispatcher = _parts.Dispatcher;
            _answers = _parts.BrokerAnswers;
        }

        /// <summary>What has been counted.</summary>
        public GatewayCounters Counters => _parts.Basics.Counters;

        /// <summary>Clients, sessions that are kept for clients that are away included.</summary>
        public int ClientCount => _parts.Clients.Count;

        /// <summary>Messages that wait for clients.</summary>
        public int BufferedMessageCount => _parts.Queues.Count;

        /// <summary>Their payload octets.</summary>
        public long BufferedByteCount => _parts.Queues.OctetCount;

        /// <summary>Topic names that clients have ids for, or messages wait with; each counts once.</summary>
        public int TopicCount => _parts.Topics.Count;

        /// <summary>Aggregating: topic filters that are subscribed, or about to be unsubscribed, each once.</summary>
        public int FilterCount => _parts.Subscriptions.FilterCount;

        /// <summary>Requests that the broker has not answered.</summary>
        public int PendingCount => _parts.Pending.Count;

        /// <summary>Wills that are not with the broker yet.</summary>
        public int PendingWillCount => _parts.Wills.Count;

        /// <summary>Whether the gateway's own broker connection is up.</summary>
        public bool IsBrokerConnected => _parts.Own.IsUp;

        /// <summary>Whether the gateway's own broker connection is up, and the broker has answered all that was to be subscribed on it.</summary>
        public bool IsSubscribed => _parts.Own.IsUp && _parts.Subscriptions.IsDone;

        /// <summary>When <see cref="OnTime"/> is to be called at the latest; <see cref="long.MaxValue"/> when there is nothing to wait for.</summary>
        public long NextDeadlineMs
        {
            get
            {
                long next = Deadline.Earlier(_parts.Timers.NextMs, _parts.Subscriptions.NextMs);
                next = Deadline.Earlier(next, _parts.Refused.NextMs);
                return Deadline.Earlier(next, Deadline.Earlier(_parts.Discovery.NextMs, _parts.Wills.NextMs));
            }
        }

        /// <summary>The state of a client.</summary>
        /// <param name="clientId">Its client id.</param>
        /// <returns><see cref="ClientStage.Free"/> where there is none.</returns>
        public ClientStage StateOf(byte[] clientId)
        {
            ClientSession client = _parts.Clients.FindId(clientId, 0, clientId.Length);
            return client == null ? ClientStage.Free : client.State;
        }

        /// <summary>Begins to take back what a journal was told before; nothing else is to be called before its end.</summary>
        /// <param name="nowMs">The time.</param>
        public GatewayRestore BeginRestore(long nowMs)
        {
            _clock.Set(nowMs);
            return new GatewayRestore(_parts);
        }

        /// <summary>A datagram has come in.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="from">Its sender.</param>
        /// <param name="buffer">Holds the datagram; used during the call only.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        public void OnDatagram(long nowMs, NetworkAddress from, byte[] buffer, int offset, int length)
        {
            _clock.Set(nowMs);
            _dispatcher.OnDatagram(ref from, null, buffer, offset, length);
        }

        /// <summary>A datagram has come in, secured by what knows its sender.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="from">Its sender.</param>
        /// <param name="identity">
        /// Who that is, as UTF-8 octets, which are kept; null where nothing says it. The same array for all datagrams of a sender saves comparisons.
        /// </param>
        /// <param name="buffer">Holds the datagram; used during the call only.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets.</param>
        public void OnSecuredDatagram(long nowMs, NetworkAddress from, byte[] identity, byte[] buffer, int offset, int length)
        {
            _clock.Set(nowMs);
            _dispatcher.OnDatagram(ref from, identity, buffer, offset, length);
        }

        /// <summary>
        /// Disconnects a client and forgets its session: it is told (5.4.21), and its will is published where it was connected.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="clientId">Its client id.</param>
        /// <returns>False where there is none.</returns>
        public bool Kick(long nowMs, byte[] clientId)
        {
            _clock.Set(nowMs);
            ClientSession client = _parts.Clients.FindId(clientId, 0, clientId.Length);
            if (client == null)
            {
                return false;
            }

            _parts.Kicks.Kick(client);
            return true;
        }

        /// <summary>The policy has changed: clients that may not connect any more are disconnected, as by <see cref="Kick"/>.</summary>
        /// <param name="nowMs">The time.</param>
        /// <returns>How many.</returns>
        public int OnPolicyChanged(long nowMs)
        {
            _clock.Set(nowMs);
            return _parts.Kicks.KickUnwanted();
        }

        /// <summary>Disconnects, as <see cref="Kick"/>, the clients that a rule does not let stay; those that are away are asked for, too.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="rule">The rule.</param>
        /// <returns>How many.</returns>
        public int KickUnless(long nowMs, ISessionRule rule)
        {
            _clock.Set(nowMs);
            return _parts.Kicks.KickUnless(rule);
        }

        /// <summary>Places of clients that have been used: <see cref="ReadClient"/> takes 0 to this less 1.</summary>
        public int ClientPlaces => _parts.Clients.SlotCount;

        /// <summary>What is known of the client in a place.</summary>
        /// <param name="place">The place.</param>
        /// <param name="into">Filled in.</param>
        /// <returns>False where no client is in it now.</returns>
        public bool ReadClient(int place, ClientFacts into) => into.Read(_parts.Clients.At(place));

        /// <summary>A broker connection is up: CONNACK with acceptance.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="connection">The connection.</param>
        /// <param name="sessionPresent">Whether the broker still has the session's subscriptions; otherwise they are made again.</param>
        public void OnBrokerConnected(long nowMs, int connection, bool sessionPresent) =>
            OnBrokerConnected(nowMs, connection, sessionPresent, BrokerFeatures.None);

        /// <summary>A broker connection is up: CONNACK with acceptance, of MQTT 5.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="connection">The connection.</param>
        /// <param name="sessionPresent">Whether the broker still has the session's subscriptions; otherwise they are made again.</param>
        /// <param name="features">What the broker says that it has; only what is said on the gateway's own connection counts.</param>
        public void OnBrokerConnected(long nowMs, int connection, bool sessionPresent, BrokerFeatures features)
        {
            _clock.Set(nowMs);
            if (connection == OwnConnection)
            {
                _parts.Own.SetFeatures(features);
            }

            _parts.BrokerEvents.OnConnected(connection, sessionPresent);
        }

        /// <summary>
        /// The broker has refused a client's connection that was to be opened; its number is void. <see cref="OnBrokerLost"/> says the same without a
        /// reason.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="connection">The connection.</param>
        /// <param name="code">What the client is told where it waits for CONNACK.</param>
        public void OnBrokerConnectionRefused(long nowMs, int connection, ReturnCode code)
        {
            _clock.Set(nowMs);
            _parts.BrokerEvents.OnRefused(connection, code);
        }

        /// <summary>
        /// The broker has kept the session of the gateway's own connection, and has lost retained messages: clients that have a will are told to
        /// connect again, as where it has lost the session (aggregating).
        /// </summary>
        /// <param name="nowMs">The time.</param>
        public void OnBrokerForgotRetained(long nowMs)
        {
            _clock.Set(nowMs);
            _parts.BrokerEvents.OnForgotRetained();
        }

        /// <summary>
        /// A broker connection is down, or could not be opened. A client's connection number is void with that, and the gateway opens another, unless
        /// it is told that the link keeps its exchanges: then the link opens it again by itself, under the same number.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="connection">The connection.</param>
        /// <param name="keepsExchanges"> Whether the link will go on with the PUBLISHes that it has taken when the connection is back, on the same
        /// session, and answer their tokens then. Only so is one at QoS 2 delivered exactly once over an outage. Otherwise their tokens are void, and
        /// the clients are told to send again. Those of SUBSCRIBE and UNSUBSCRIBE are void in either case, and must not be sent again: they are not
        /// part of MQTT's session state [MQTT-4.4.0-1]. Of a client's connection it can be said where its session is not clean and it has been up.
        /// </param>
        public void OnBrokerLost(long nowMs, int connection, bool keepsExchanges)
        {
            _clock.Set(nowMs);
            _parts.BrokerEvents.OnLost(connection, keepsExchanges);
        }

        /// <summary>The answer to <see cref="IBroker.Publish"/> with a token.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="token">The token; one that is void is ignored.</param>
        /// <param name="success">Whether the broker has acknowledged it; false: it has not, and it will not be sent again.</param>
        public void OnBrokerPublished(long nowMs, int token, bool success)
        {
            _clock.Set(nowMs);
            _answers.OnPublished(token, success ? ReturnCode.Accepted : ReturnCode.Congestion);
        }

        /// <summary>
        /// The answer to <see cref="IBroker.Publish"/> with a token: the broker does not allow this message, and would not if it were sent again.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="token">The token; one that is void is ignored.</param>
        public void OnBrokerRefused(long nowMs, int token)
        {
            _clock.Set(nowMs);
            _answers.OnPublished(token, ReturnCode.NotSupported);
        }

        /// <summary>The answer to <see cref="IBroker.Subscribe"/>.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="token">The token; one that is void is ignored.</param>
        /// <param name="grantedQos">The QoS granted, 0 to 2, or a <see cref="BrokerGrant"/> below 0.</param>
        public void OnBrokerSubscribed(long nowMs, int token, int grantedQos)
        {
            _clock.Set(nowMs);
            _answers.OnSubscribed(token, grantedQos);
        }

        /// <summary>The answer to <see cref="IBroker.Unsubscribe"/>.</summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="token">The token; one that is void is ignored.</param>
        public void OnBrokerUnsubscribed(long nowMs, int token)
        {
            _clock.Set(nowMs);
            _answers.OnUnsubscribed(token);
        }

        /// <summary>
        /// The broker link can take more again after it refused something. Without this call the gateway tries again after
        /// <see cref="GatewaySettings.BrokerRetryMs"/>.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        public void OnBrokerReady(long nowMs)
        {
            _clock.Set(nowMs);
            _parts.Subscriptions.Pump();
            _parts.Wills.Pump();
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
            int ackToken) =>
            OnBrokerMessage(
                nowMs, connection, topic, topicOffset, topicLength, payload, payloadOffset, payloadLength, qos, retain, ackToken, null);

        /// <summary>A message of an MQTT 5 broker, with its properties, which are used during the call only.</summary>
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
        /// <param name="properties">Its properties; null for none.</param>
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
            int ackToken,
            BrokerMessageProperties properties)
        {
            _clock.Set(nowMs);
            BrokerMessage message = _parts.BrokerMessages.Message;
            message.SetOrigin(connection, ackToken);
            message.SetTopic(topic, topicOffset, topicLength);
            message.SetPayload(payload, payloadOffset, payloadLength);
            message.SetFlags(qos, retain);
            message.SetProperties(nowMs, properties);
            _parts.BrokerMessages.OnMessage();
        }

        /// <summary>A message of the broker was longer than the link can take, and is lost: counted as too long.</summary>
        /// <param name="connection">The connection that it came on.</param>
        public void OnBrokerMessageTooLong(int connection)
        {
            ClientSession client = _parts.Clients.FindConnection(connection);
            _parts.Basics.Counters.Lose(LossReason.TooLong, client == null ? null : client.Id);
        }

        /// <summary>Does what is due. Calling it early, late or often does no harm.</summary>
        /// <param name="nowMs">The time.</param>
        public void OnTime(long nowMs)
        {
            _clock.Set(nowMs);
            _parts.Discovery.OnTime();
            _parts.Refused.OnTime();
            _parts.Timeouts.OnTime();
            _parts.Subscriptions.OnTime();
            _parts.Wills.OnTime();
        }

        /// <summary>
        /// A planned stop: DISCONNECT to every client that listens, and to the broker for each client's connection. The instance is not to be used
        /// after it.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        public void Stop(long nowMs)
        {
            _clock.Set(nowMs);
            _parts.Disconnects.Stop();
        }
    }
}
