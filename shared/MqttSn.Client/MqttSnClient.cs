using System;

namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// A client of MQTT-SN 1.2 without I/O: it takes datagrams, commands and the time, and gives back datagrams, events and the time at
    /// which it wants to be called. It has no socket, thread or clock, and is not safe for use by several threads at once.
    /// </summary>
    /// <remarks>
    /// <para>The owner's loop: give commands; call <see cref="OnDatagram"/> for every datagram; call <see cref="OnTime"/> when <see
    /// cref="NextDeadlineMs"/> is reached, which is at once after a command. Commands only note what is wanted, so they need no time and raise no
    /// events.</para>
    /// <para>Times are milliseconds of a clock that never goes back, 0 or more. Commands with a handle are done in their order, one message at a
    /// time (6.5, 6.6, 6.9); those given while there is no connection wait for one. Publishing to a topic that is known allocates nothing.</para>
    /// <para>A connection that is lost is made again, first with the same gateway (6.13), after an unanswered PINGREQ first with another (6.11);
    /// without one the search begins. Messages of QoS 0 and 1 that were under way are sent again; of QoS 2 only if the session was resumed.</para>
    /// </remarks>
    public sealed class MqttSnClient
    {
        /// <summary>The longest sleep, in seconds (5.4.21: two octets).</summary>
        public const int SleepSecondsMax = 65535;

        private readonly MessageSender _sender;
        private readonly ClientStatus _status;
        private readonly Requests _requests;
        private readonly SessionStore _store;
        private readonly ClientParts _parts;
        private readonly OperationCommands _commands;
        private readonly ClientConnection _connection;
        private readonly MessageRouter _router;
        private readonly Scheduler _scheduler;

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
                string missing = settings == null ? "settings" : transport == null ? "transport" : events == null ? "events" : "random";
                throw new ArgumentNullException(missing);
            }

            settings.Check();
            ClientCore core = new ClientCore(settings, transport, events, random);
            Counters = core.Counters;
            Congestion = core.Congestion;
            _sender = core.Sender;
            _status = core.Status;
            _requests = new Requests(_status);
            ArgumentChecks checks = new ArgumentChecks(settings);
            ClientSessionState session = new ClientSessionState(core);
            _store = new SessionStore(settings, session);
            ClientDiscovery discovery = new ClientDiscovery(core);
            ClientSleep sleep = new ClientSleep(core);
            ClientOperations operations = new ClientOperations(core, session, discovery);
            _commands = new OperationCommands(core, operations.Queue, _requests, checks);
            _parts = new ClientParts(session, discovery, sleep, operations);
            _connection = new ClientConnection(core, _requests, _parts, checks);
            _router = new MessageRouter(core, _parts, _connection);
            _scheduler = new Scheduler(core, _requests, _parts, _connection);
        }

        /// <summary>Where the client is.</summary>
        public ClientState State => _status.State;

        /// <summary>What the client has counted.</summary>
        public ClientCounters Counters { get; }

        /// <summary>Whether and until when a congested gateway is left alone.</summary>
        public GatewayCongestion Congestion { get; }

        /// <summary>The address of the gateway in use; null before the first. Not to be changed.</summary>
        public byte[] GatewayAddress => _sender.Gateway;

        /// <summary>The commands that wait or are under way.</summary>
        public int QueueCount => _parts.Operations.Queue.Count;

        /// <summary>The gateways in the table.</summary>
        public int GatewayCount => _parts.Discovery.GatewayCount;

        /// <summary>When to call <see cref="OnTime"/>, if no datagram comes before: 0 for at once, <see cref="long.MaxValue"/> for never.</summary>
        public long NextDeadlineMs => _scheduler.NextDeadlineMs;

        /// <summary>The time has come, or a command was given.</summary>
        /// <param name="nowMs">The time.</param>
        public void OnTime(long nowMs)
        {
            _sender.SetTime(nowMs);
            _scheduler.Run(nowMs);
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

            _sender.SetTime(nowMs);
            _router.Receive(nowMs, from, buffer, offset, length);
            OnTime(nowMs);
        }

        /// <summary>
        /// Connects, and stays connected until <see cref="Disconnect"/>: looks for a gateway unless the settings have one. Given while connected or
        /// asleep, it connects anew with these options. A sleep or disconnect that was still to come is called off.
        /// </summary>
        /// <param name="options">Read now.</param>
        /// <exception cref="ArgumentException">An option breaks its rule, or the will does not fit into a datagram.</exception>
        public void Connect(ConnectOptions options)
        {
            _connection.SetOptions(options);
            _requests.Connect();
        }

        /// <summary>
        /// The gateway that the settings name has another address now. The next attempt at connecting goes there, and so do messages of QoS −1; a
        /// connection that is there stays. A session that the gateway had at the old address counts as lost.
        /// </summary>
        /// <param name="address">1 to <see cref="ClientSettings.AddressBytesMax"/> octets; not to be changed afterwards.</param>
        /// <exception cref="InvalidOperationException">The settings name no gateway: it is looked for.</exception>
        public void MoveGateway(byte[] address) => _parts.Discovery.Choice.Move(address);

        /// <summary>
        /// Looks for gateways without connecting (6.1): SEARCHGW until the first answer. Each answer, later ones too, is reported by
        /// <see cref="IClientEvents.OnGatewayFound"/>.
        /// </summary>
        /// <returns>False, and nothing is done, unless the client is disconnected.</returns>
        public bool Discover() => _requests.Discover();

        /// <summary>
        /// Disconnects once all commands before it are done (6.12). While asleep it does so at once, and waiting commands are abandoned. Where the
        /// gateway cannot be reached this can take as long as connecting can: <see cref="Abort"/> does not wait.
        /// </summary>
        public void Disconnect() => _requests.Disconnect();

        /// <summary>Disconnects at once: one DISCONNECT without waiting, if there is a connection; all commands before it are abandoned.</summary>
        public void Abort()
        {
            _parts.Operations.MarkAborted();
            _requests.Abort();
        }

        /// <summary>
        /// Goes to sleep once all commands before it are done, save one that waits for a congested gateway (6.14). Given while asleep, it tells the
        /// gateway the new duration. Asleep, the client asks for its messages early enough before the duration is over that all retransmissions
        /// still fit, unless <see cref="ClientSettings.CheckWhileAsleep"/> is false. If the gateway is lost meanwhile, the client connects again
        /// and goes back to sleep.
        /// </summary>
        /// <param name="durationSeconds">1 to 65535.</param>
        public void Sleep(int durationSeconds)
        {
            if (durationSeconds < 1 || durationSeconds > SleepSecondsMax)
            {
                throw new ArgumentException("a sleep duration is 1 to 65535 seconds (5.4.21)", "durationSeconds");
            }

            _requests.Sleep(durationSeconds);
        }

        /// <summary>Asks the gateway for the messages that it has kept: awake until PINGRESP, then asleep again (6.14).</summary>
        /// <returns>False, and nothing is done, unless the client is asleep or about to be.</returns>
        public bool CheckForMessages() => _requests.CheckForMessages();

        /// <summary>
        /// Returns from sleep: CONNECT without CleanSession and will, so that the gateway keeps both (6.14, 6.3). Calls off a sleep still to come.
        /// </summary>
        /// <returns>False, and nothing is done, if the client is disconnected.</returns>
        public bool Wake() => _requests.Wake();

        /// <summary>
        /// Asks the gateway for a sign of life (6.11) after the commands before it: <see cref="IClientEvents.OnPingAnswered"/>, or its loss.
        /// </summary>
        public void Ping() => _requests.Ping();

        /// <summary>Publishes over the connection (6.6). A topic name is registered first if its id is not known.</summary>
        /// <param name="topic">The topic, without wildcards.</param>
        /// <param name="payload">Holds the payload, which is copied; may be null if it is empty.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets, up to <see cref="ClientSettings.PayloadBytesMax"/>.</param>
        /// <param name="qos">0 to 2.</param>
        /// <param name="retain">Whether it is retained.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnPublished"/>; 0 if the queue is full.</returns>
        public int Publish(Topic topic, byte[] payload, int offset, int length, int qos, bool retain) =>
            OperationCommands.Finish(_commands.Publish(topic, payload, offset, length, qos), retain);

        /// <summary>
        /// Publishes with QoS −1 (6.8): no connection is needed or made, only a gateway; if none is known one is looked for. It goes before other
        /// commands.
        /// </summary>
        /// <param name="topic">A predefined topic id or a short topic name.</param>
        /// <param name="payload">Holds the payload, which is copied; may be null if it is empty.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets, up to <see cref="ClientSettings.PayloadBytesMax"/>.</param>
        /// <param name="retain">Whether it is retained.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnPublished"/>; 0 if the queue is full.</returns>
        public int PublishWithoutConnection(Topic topic, byte[] payload, int offset, int length, bool retain) =>
            OperationCommands.Finish(_commands.PublishWithoutConnection(topic, payload, offset, length), retain);

        /// <summary>Gets a topic id for a topic name (6.5), so that a later publish needs no registration.</summary>
        /// <param name="topic">A topic name without wildcards.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnRegistered"/>; 0 if the queue is full.</returns>
        public int Register(Topic topic) => _commands.Register(topic);

        /// <summary>Subscribes (6.9).</summary>
        /// <param name="topic">A topic name, a filter with wildcards, a predefined topic id or a short topic name.</param>
        /// <param name="qos">The highest QoS wanted, 0 to 2.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnSubscribed"/>; 0 if the queue is full.</returns>
        public int Subscribe(Topic topic, int qos) => _commands.Subscribe(topic, qos);

        /// <summary>Ends a subscription (6.9).</summary>
        /// <param name="topic">What was subscribed to.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnUnsubscribed"/>; 0 if the queue is full.</returns>
        public int Unsubscribe(Topic topic) => _commands.Unsubscribe(topic);

        /// <summary>
        /// Replaces or deletes the will (6.4): WILLTOPICUPD, and WILLMSGUPD after it. Once accepted it is also the will of later connections.
        /// </summary>
        /// <param name="will">The will; null deletes it.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnWillUpdated"/>; 0 if the queue is full.</returns>
        public int UpdateWill(Will will) => _commands.UpdateWill(will);

        /// <summary>Replaces the message of the will alone (6.4): WILLMSGUPD.</summary>
        /// <param name="message">The message; kept as it is, so not to be changed. Can be empty.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnWillUpdated"/>; 0 if the queue is full.</returns>
        public int UpdateWillMessage(byte[] message) => _commands.UpdateWillMessage(message);

        /// <summary>The octets that <see cref="SaveSession"/> needs to save everything.</summary>
        public int SessionLength => _store.LengthWith(_sender.Gateway);

        /// <summary>
        /// Writes what a client needs to go on with its session after a deep sleep or a restart: the gateway, topic ids, the next message id, the
        /// ids of received QoS 2 messages, and whether it sleeps. Commands that wait are not part of it. The octets carry a checksum.
        /// </summary>
        /// <param name="buffer">Gets the octets.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="capacity">The octets there may be. Topics that do not fit are left out; they are registered again when they are used.</param>
        /// <returns>The octets written; 0 if not even the rest fits.</returns>
        public int SaveSession(byte[] buffer, int offset, int capacity)
        {
            SavedSession saved = new SavedSession();
            _parts.Discovery.Save(saved);
            _parts.Sleep.Save(saved);
            _connection.Save(saved);
            _parts.Session.Save(saved);
            return _store.Save(saved, buffer, offset, capacity);
        }

        /// <summary>
        /// Goes on with a session that was saved. If it was saved asleep the client is asleep again, without an event: <see
        /// cref="CheckForMessages"/> and <see cref="Wake"/> go on from there, and nothing is due before. Otherwise it is disconnected, and <see
        /// cref="Connect"/> without CleanSession resumes the session.
        /// </summary>
        /// <param name="nowMs">The time.</param>
        /// <param name="buffer">Holds the octets.</param>
        /// <param name="offset">The first.</param>
        /// <param name="length">How many.</param>
        /// <returns>False, and nothing is changed, if they are not a saved session: cut off, changed, of another version, or larger than the
        /// settings allow.</returns>
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

            _parts.Session.Restore(saved);
            _parts.Discovery.Restore(nowMs, saved);
            _parts.Sleep.Restore(saved);
            _connection.Restore(saved);
            return true;
        }

        /// <summary>
        /// Whether two saved sessions differ in nothing but the next message id, which changes with each message and need not be right to the last
        /// one: what is saved already need not be saved again.
        /// </summary>
        /// <param name="one">What <see cref="SaveSession"/> wrote; can be empty.</param>
        /// <param name="other">The same of another time.</param>
        public static bool IsSameSession(byte[] one, byte[] other) => SessionStore.AreSame(one, other);
    }
}
