using System;

namespace SensorNet.MqttSn.Client
{
    // The commands: they check and note. DoRequests acts on those without a handle, Pump on those with one.
    public sealed partial class MqttSnClient
    {
        /// <summary>The longest sleep, in seconds (5.4.21: two octets).</summary>
        public const int SleepSecondsMax = 65535;

        /// <summary>
        /// Connects, and stays connected until <see cref="Disconnect"/>: looks for a gateway unless the settings have one. Given while connected or asleep, it connects anew
        /// with these options. A sleep or disconnect that was still to come is called off.
        /// </summary>
        /// <param name="options">Read now.</param>
        /// <exception cref="ArgumentException">An option breaks its rule, or the will does not fit into a datagram.</exception>
        public void Connect(ConnectOptions options)
        {
            if (options == null)
            {
                throw new ArgumentNullException("options");
            }

            if (options.KeepAliveSeconds < 0 || options.KeepAliveSeconds > ConnectOptions.KeepAliveSecondsMax)
            {
                throw new ArgumentException("KeepAliveSeconds is 0 to 65535 (5.4.4)", "options");
            }

            CheckWill(options.Will);
            _cleanSession = options.CleanSession;
            _keepAlive.SetSeconds(options.KeepAliveSeconds);
            _session.SetWill(options.Will);
            _requests.Connect();
        }

        /// <summary>
        /// The gateway that the settings name has another address now. The next attempt at connecting goes there, and so do messages of QoS −1; a connection that is
        /// there stays. A session that the gateway had at the old address counts as lost.
        /// </summary>
        /// <param name="address">1 to <see cref="ClientSettings.AddressBytesMax"/> octets; not to be changed afterwards.</param>
        /// <exception cref="InvalidOperationException">The settings name no gateway: it is looked for.</exception>
        public void MoveGateway(byte[] address)
        {
            _discovery.Choice.Move(address);
        }

        /// <summary>
        /// Looks for gateways without connecting (6.1): SEARCHGW until the first answer, each reported by <see cref="IClientEvents.OnGatewayFound"/>; later answers are reported too.
        /// </summary>
        /// <returns>False, and nothing is done, unless the client is disconnected.</returns>
        public bool Discover()
        {
            return _requests.Discover();
        }

        /// <summary>
        /// Disconnects once all commands before it are done (6.12). While asleep it does so at once, and waiting commands are abandoned. Where the
        /// gateway cannot be reached this can take as long as connecting can: <see cref="Abort"/> does not wait.
        /// </summary>
        public void Disconnect()
        {
            _requests.Disconnect();
        }

        /// <summary>Disconnects at once: one DISCONNECT, for which no answer is waited, if there is a connection; all commands before it are abandoned.</summary>
        public void Abort()
        {
            for (int i = 0; i < _queue.Count; i++)
            {
                _queue.At(i).Aborted = true;
            }

            _requests.Abort();
        }

        /// <summary>
        /// Goes to sleep once all commands before it are done, save one that waits for a congested gateway (6.14). Given while asleep, it tells the gateway the new
        /// duration. Asleep, the client asks for its messages early enough before the duration is over that all retransmissions still fit, unless
        /// <see cref="ClientSettings.CheckWhileAsleep"/> is false. If the gateway is lost meanwhile, the client connects again and goes back to sleep.
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
        public bool CheckForMessages()
        {
            return _requests.CheckForMessages();
        }

        /// <summary>
        /// Returns from sleep: CONNECT without CleanSession and will, so that the gateway keeps both (6.14, 6.3). Calls off a sleep that was still to come.
        /// </summary>
        /// <returns>False, and nothing is done, if the client is disconnected.</returns>
        public bool Wake()
        {
            return _requests.Wake();
        }

        /// <summary>Asks the gateway for a sign of life (6.11), when the commands before it are done: <see cref="IClientEvents.OnPingAnswered"/>, or the loss of the gateway.</summary>
        public void Ping()
        {
            _requests.Ping();
        }

        /// <summary>Publishes over the connection (6.6). A topic name is registered first if its id is not known.</summary>
        /// <param name="topic">The topic, without wildcards.</param>
        /// <param name="payload">Holds the payload, which is copied; may be null if it is empty.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets, up to <see cref="ClientSettings.PayloadBytesMax"/>.</param>
        /// <param name="qos">0 to 2.</param>
        /// <param name="retain">Whether it is retained.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnPublished"/>; 0 if the queue is full.</returns>
        public int Publish(Topic topic, byte[] payload, int offset, int length, int qos, bool retain)
        {
            CheckQos(qos);
            CheckTopicName(topic);
            return AddPublish(OperationKind.Publish, topic, payload, offset, length, qos, retain);
        }

        /// <summary>
        /// Publishes with QoS −1 (6.8): no connection is needed or made, only a gateway; if none is known one is looked for. It goes before other commands.
        /// </summary>
        /// <param name="topic">A predefined topic id or a short topic name.</param>
        /// <param name="payload">Holds the payload, which is copied; may be null if it is empty.</param>
        /// <param name="offset">Its first octet.</param>
        /// <param name="length">Its octets, up to <see cref="ClientSettings.PayloadBytesMax"/>.</param>
        /// <param name="retain">Whether it is retained.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnPublished"/>; 0 if the queue is full.</returns>
        public int PublishWithoutConnection(Topic topic, byte[] payload, int offset, int length, bool retain)
        {
            if (topic == null)
            {
                throw new ArgumentNullException("topic");
            }

            if (topic.Type == TopicIdType.Normal)
            {
                throw new ArgumentException(DecodeErrors.Describe(DecodeError.QosMinusOneTopic), "topic");
            }

            return AddPublish(OperationKind.PublishWithoutConnection, topic, payload, offset, length, -1, retain);
        }

        /// <summary>Gets a topic id for a topic name (6.5), so that a later publish needs no registration.</summary>
        /// <param name="topic">A topic name without wildcards.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnRegistered"/>; 0 if the queue is full.</returns>
        public int Register(Topic topic)
        {
            CheckTopicName(topic);
            if (topic.Type != TopicIdType.Normal)
            {
                throw new ArgumentException("only a topic name is registered (6.5, 6.7)", "topic");
            }

            return HandleOf(Add(OperationKind.Register, topic));
        }

        /// <summary>Subscribes (6.9).</summary>
        /// <param name="topic">A topic name, a filter with wildcards, a predefined topic id or a short topic name.</param>
        /// <param name="qos">The highest QoS wanted, 0 to 2.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnSubscribed"/>; 0 if the queue is full.</returns>
        public int Subscribe(Topic topic, int qos)
        {
            CheckQos(qos);
            CheckTopic(topic);
            Operation operation = Add(OperationKind.Subscribe, topic);
            if (operation != null)
            {
                operation.Qos = qos;
            }

            return HandleOf(operation);
        }

        /// <summary>Ends a subscription (6.9).</summary>
        /// <param name="topic">What was subscribed to.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnUnsubscribed"/>; 0 if the queue is full.</returns>
        public int Unsubscribe(Topic topic)
        {
            CheckTopic(topic);
            return HandleOf(Add(OperationKind.Unsubscribe, topic));
        }

        /// <summary>Replaces or deletes the will (6.4): WILLTOPICUPD, and WILLMSGUPD after it. Once accepted it is also the will of later connections.</summary>
        /// <param name="will">The will; null deletes it.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnWillUpdated"/>; 0 if the queue is full.</returns>
        public int UpdateWill(Will will)
        {
            CheckWill(will);
            Operation operation = Add(OperationKind.UpdateWill, null);
            if (operation != null)
            {
                operation.Will = will;
            }

            return HandleOf(operation);
        }

        /// <summary>Replaces the message of the will alone (6.4): WILLMSGUPD.</summary>
        /// <param name="message">The message; kept as it is, so not to be changed. Can be empty.</param>
        /// <returns>The handle of <see cref="IClientEvents.OnWillUpdated"/>; 0 if the queue is full.</returns>
        public int UpdateWillMessage(byte[] message)
        {
            CheckWillMessage(message);
            Operation operation = Add(OperationKind.UpdateWillMessage, null);
            if (operation != null)
            {
                operation.WillMessage = message;
            }

            return HandleOf(operation);
        }

        private static void CheckQos(int qos)
        {
            if (qos < 0 || qos > 2)
            {
                throw new ArgumentException("QoS is 0 to 2 here; PublishWithoutConnection is for QoS -1 (5.3.4)", "qos");
            }
        }

        private static int HandleOf(Operation operation)
        {
            return operation == null ? 0 : operation.Handle;
        }

        private void CheckTopicName(Topic topic)
        {
            CheckTopic(topic);
            if (topic.HasWildcard)
            {
                throw new ArgumentException(DecodeErrors.Describe(DecodeError.TopicHasWildcard), "topic");
            }
        }

        private void CheckTopic(Topic topic)
        {
            if (topic == null)
            {
                throw new ArgumentNullException("topic");
            }

            if (topic.Octets.Length > _settings.DatagramBytesMax - MessageSender.NameOverheadMax)
            {
                throw new ArgumentException("the topic name does not fit into a datagram of DatagramBytesMax", "topic");
            }
        }

        private void CheckWill(Will will)
        {
            if (will != null)
            {
                CheckTopic(will.Topic);
                CheckWillMessage(will.Message);
            }
        }

        private void CheckWillMessage(byte[] message)
        {
            if (message == null)
            {
                throw new ArgumentNullException("message");
            }

            if (message.Length > _settings.DatagramBytesMax - MessageSender.NameOverheadMax)
            {
                throw new ArgumentException("the will message does not fit into a datagram of DatagramBytesMax", "message");
            }
        }

        private int AddPublish(OperationKind kind, Topic topic, byte[] payload, int offset, int length, int qos, bool retain)
        {
            if (payload == null && length != 0)
            {
                throw new ArgumentNullException("payload");
            }

            if (length < 0 || length > _settings.PayloadBytesMax)
            {
                throw new ArgumentException("the payload has 0 to PayloadBytesMax octets", "length");
            }

            if (length != 0 && (offset < 0 || offset > payload.Length - length))
            {
                throw new ArgumentOutOfRangeException("offset", "offset and length must lie in the array");
            }

            Operation operation = Add(kind, topic);
            if (operation == null)
            {
                return 0;
            }

            if (length != 0)
            {
                Array.Copy(payload, offset, operation.Payload, 0, length);
            }

            operation.PayloadLength = length;
            operation.Qos = qos;
            operation.Retain = retain;
            return operation.Handle;
        }

        private Operation Add(OperationKind kind, Topic topic)
        {
            Operation operation = _queue.Add(kind, topic);
            if (operation == null)
            {
                Counters.QueueFull++;
                return null;
            }

            _requests.Note();
            return operation;
        }
    }
}
