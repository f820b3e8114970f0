namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Messages to clients (6.10): straight to a client that is there, knows the topic id and has nothing waiting; otherwise through its queue, in order, one
    /// exchange at a time, as a client has (6.6).
    /// </summary>
    internal sealed class Delivery
    {
        // A client that says of one message this often that it does not know the topic id, which it acknowledged, or has no room for it, does not
        // get it.
        private const int RefusalsMax = 3;

        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly Transmitter _transmitter;
        private readonly ClientTimers _timers;
        private readonly TopicStore _topics;
        private readonly ClientQueues _queues;
        private readonly Slice _data = new Slice();

        internal Delivery(
            GatewaySettings settings,
            GatewayCounters counters,
            GatewayClock clock,
            Transmitter transmitter,
            ClientTimers timers,
            TopicStore topics,
            ClientQueues queues)
        {
            _settings = settings;
            _counters = counters;
            _clock = clock;
            _transmitter = transmitter;
            _timers = timers;
            _topics = topics;
            _queues = queues;
        }

        /// <summary>One message to one client.</summary>
        internal void Deliver(ClientSession client, BrokerMessage message, int qos, bool retain, TopicIdType topicIdType, int topicId)
        {
            bool straight = qos == 0 && client.Head == null && client.State == ClientState.Active && client.HasAddress;
            if (straight && SendAtOnce(client, message, retain, topicIdType, topicId))
            {
                return;
            }

            if (_queues.Add(client, message, qos, retain, topicIdType, topicId) && client.Step == OutStep.Idle)
            {
                Pump(client);
            }
        }

        /// <summary>Sends what can be sent now, and ends an awake phase when all is delivered.</summary>
        internal void Pump(ClientSession client)
        {
            while (client.Step == OutStep.Idle && !client.Stalled && client.Head != null && CanSend(client))
            {
                SendHead(client);
            }

            if (client.State == ClientState.Awake && client.Step == OutStep.Idle && !CanSendMore(client))
            {
                // 6.14: PINGRESP tells the client that there is nothing more; it goes back to sleep.
                client.State = ClientState.Asleep;
                _transmitter.PingResp(client);
                _queues.TakeOver(client);
            }
        }

        /// <summary>Goes on after a reconnect, at the begin of an awake phase, or when a silent client is heard again: what was under way is sent again.</summary>
        internal void Resume(ClientSession client)
        {
            client.Stalled = false;
            StopTimer(client);
            if (client.Step == OutStep.PubComp)
            {
                _transmitter.PubRel(client, client.OutMessageId);
                StartTimer(client, _settings.RetryMs);
            }
            else
            {
                client.Step = OutStep.Idle;
            }

            Pump(client);
        }

        /// <summary>Tretry has passed (6.13), or T_WAIT.</summary>
        internal void OnTimer(ClientSession client)
        {
            if (client.Step == OutStep.Pause || client.Step == OutStep.Idle)
            {
                client.Step = OutStep.Idle;
                StopTimer(client);
                Pump(client);
                return;
            }

            bool listens = client.State == ClientState.Active || client.State == ClientState.Awake;
            if (!listens || client.Retries >= _settings.RetryCountMax)
            {
                GiveUp(client);
                return;
            }

            client.Retries++;
            _counters.Retransmissions++;
            SendAgain(client);

            // One that does not answer must not hold up the broker's window for all others.
            _queues.TakeOver(client);
            client.RetryAtMs = _clock.NowMs + _settings.RetryMs;
        }

        internal void OnRegAck(ClientSession client, Message message)
        {
            if (client.Step != OutStep.RegAck || message.MessageId != client.OutMessageId)
            {
                _counters.Unexpected++;
                return;
            }

            EndStep(client);
            if (message.ReturnCode == ReturnCode.Accepted)
            {
                client.Topics.Set(client.Topics.Use(client.Head.Message.Topic), ClientTopics.Known);
            }
            else if (message.ReturnCode == ReturnCode.Congestion && ++client.Head.Refusals <= RefusalsMax)
            {
                Pause(client);
            }
            else
            {
                // One whose table is full for good must not hold up the topics that it knows.
                _queues.LoseHead(client, LossReason.Refused);
            }

            Pump(client);
        }

        internal void OnPubAck(ClientSession client, Message message)
        {
            bool waits = IsOfHead(client, message) && client.Step != OutStep.PubComp;
            if (message.ReturnCode == ReturnCode.InvalidTopicId && client.Topics != null)
            {
                client.Topics.Unset(message.TopicId, ClientTopics.Known);
            }

            if (!waits)
            {
                if (message.MessageId == 0 && message.ReturnCode != ReturnCode.Accepted)
                {
                    // 6.6: PUBACK to QoS 0 says that it is lost.
                    _queues.Lose(client, LossReason.Refused, 0);
                }

                return;
            }

            if (message.ReturnCode == ReturnCode.Accepted && client.Head.Qos == 2)
            {
                // QoS 2 is not acknowledged with PUBACK.
                _counters.Unexpected++;
                return;
            }

            EndStep(client);
            Acknowledged(client, message.ReturnCode);
            Pump(client);
        }

        internal void OnPubRec(ClientSession client, Message message)
        {
            if (IsOfHead(client, message) && client.Head.Qos == 2 && client.Step != OutStep.PubComp)
            {
                EndStep(client);
                client.Step = OutStep.PubComp;
                client.OutMessageId = message.MessageId;
                StartTimer(client, _settings.RetryMs);
            }

            // Also for an exchange that is over here: the client still has it, and PUBREL ends it.
            _transmitter.PubRel(client, message.MessageId);
        }

        internal void OnPubComp(ClientSession client, Message message)
        {
            if (client.Step == OutStep.PubComp && message.MessageId == client.OutMessageId)
            {
                EndStep(client);
                _counters.DeliveredDown++;
                _queues.RemoveHead(client);
                Pump(client);
            }
        }

        /// <summary>
        /// A new id for a topic that the client has none for; the reference to the topic is the client's then. 0 when it has as many as it may
        /// have, and none can be taken from a topic: the head of the queue, which an exchange may be about, keeps its own.
        /// </summary>
        internal int NewId(ClientSession client, Topic topic)
        {
            if (client.Topics == null)
            {
                client.Topics = new ClientTopics();
            }

            Topic held = client.Head == null ? null : client.Head.Message.Topic;
            return client.Topics.Add(topic, _settings.TopicsPerClientMax, held, _topics);
        }

        /// <summary>The client does not listen any more: an exchange that is under way waits.</summary>
        internal void Suspend(ClientSession client)
        {
            client.Stalled |= client.Step != OutStep.Idle;
            client.AwakeRemaining = 0;
            StopTimer(client);
        }

        /// <summary>As <see cref="Suspend"/>, for longer: what waits for it is acknowledged to the broker.</summary>
        internal void Leave(ClientSession client)
        {
            Suspend(client);
            _queues.TakeOver(client);
        }

        /// <summary>The client's session has ended: its messages, the exchange that one is in, and its topic ids go.</summary>
        internal void Clear(ClientSession client)
        {
            _queues.Clear(client);
            client.Step = OutStep.Idle;
            client.Stalled = false;
            StopTimer(client);
            if (client.Topics != null)
            {
                client.Topics.Release(_topics);
                client.Topics = null;
            }
        }

        private static bool CanSend(ClientSession client)
        {
            return client.HasAddress
                && (client.State == ClientState.Active || (client.State == ClientState.Awake && client.AwakeRemaining > 0));
        }

        // Whatever step the exchange is in: after a reconnect the topic may be about to be REGISTERed again when the acknowledgement arrives.
        private static bool IsOfHead(ClientSession client, Message message)
        {
            return client.Head != null && client.Head.MessageId != 0 && client.Head.MessageId == message.MessageId;
        }

        private static bool CanSendMore(ClientSession client)
        {
            return client.Head != null && client.AwakeRemaining > 0 && !client.Stalled;
        }

        private bool SendAtOnce(ClientSession client, BrokerMessage message, bool retain, TopicIdType topicIdType, int topicId)
        {
            if (topicIdType == TopicIdType.Normal)
            {
                topicId = client.Topics == null || message.Topic == null ? 0 : client.Topics.UseKnown(message.Topic);
                if (topicId == 0)
                {
                    return false;
                }
            }

            int flags = MessageFlags.Publish(false, 0, retain, topicIdType);
            _data.Set(message.Payload, message.PayloadOffset, message.PayloadLength);
            CountSent(client, _transmitter.Publish(client, flags, topicId, 0, _data));
            return true;
        }

        private void SendHead(ClientSession client)
        {
            QueueEntry entry = client.Head;
            bool named = entry.TopicIdType == TopicIdType.Normal;
            int topicId = named ? IdOf(client, entry.Message.Topic) : entry.TopicId;
            if (topicId == 0)
            {
                return;
            }

            // 6.10: a topic that the client has no id for, or was not told in this connection, is REGISTERed first.
            if (named && !client.Topics.Has(topicId, ClientTopics.Known))
            {
                client.OutMessageId = client.NextMessageId();
                Step(client, OutStep.RegAck, _transmitter.Register(client, topicId, client.OutMessageId, entry.Message.Topic.Name));
                return;
            }

            if (entry.Qos == 0)
            {
                CountSent(client, SendEntry(client, entry, topicId));
                _queues.RemoveHead(client);
                return;
            }

            bool again = entry.MessageId != 0;
            if (!again)
            {
                entry.MessageId = client.NextMessageId();
            }

            client.OutMessageId = entry.MessageId;
            Step(client, entry.Qos == 1 ? OutStep.PubAck : OutStep.PubRec, SendEntry(client, entry, topicId, again));
        }

        private void Step(ClientSession client, OutStep step, bool sent)
        {
            if (!sent)
            {
                _queues.LoseHead(client, LossReason.TooLong);
                return;
            }

            client.Step = step;
            client.Retries = 0;
            StartTimer(client, _settings.RetryMs);
        }

        private bool SendEntry(ClientSession client, QueueEntry entry, int topicId)
        {
            return SendEntry(client, entry, topicId, false);
        }

        private bool SendEntry(ClientSession client, QueueEntry entry, int topicId, bool dup)
        {
            int flags = MessageFlags.Publish(dup, entry.Qos, entry.Retain, entry.TopicIdType);
            _data.Set(entry.Message.Payload, 0, entry.Message.PayloadLength);
            return _transmitter.Publish(client, flags, topicId, entry.MessageId, _data);
        }

        private void SendAgain(ClientSession client)
        {
            QueueEntry entry = client.Head;
            Topic topic = entry.Message.Topic;
            if (client.Step == OutStep.RegAck)
            {
                _transmitter.Register(client, client.Topics.Use(topic), client.OutMessageId, topic.Name);
            }
            else if (client.Step == OutStep.PubComp)
            {
                _transmitter.PubRel(client, client.OutMessageId);
            }
            else
            {
                int topicId = entry.TopicIdType == TopicIdType.Normal ? client.Topics.Use(topic) : entry.TopicId;
                SendEntry(client, entry, topicId, true);
            }
        }

        // 6.13: Nretry is reached. Whether the client is lost is for its keep alive to say; the message waits until it is heard again.
        private void GiveUp(ClientSession client)
        {
            _counters.Stalls++;
            StopTimer(client);
            client.Stalled = true;
            _queues.TakeOver(client);
            if (client.State == ClientState.Awake)
            {
                client.State = ClientState.Asleep;
            }
        }

        private void Acknowledged(ClientSession client, ReturnCode code)
        {
            if (code == ReturnCode.Accepted)
            {
                _counters.DeliveredDown++;
                _queues.RemoveHead(client);
            }
            else if (code == ReturnCode.Congestion)
            {
                Pause(client);
            }
            else if (code != ReturnCode.InvalidTopicId || ++client.Head.Refusals > RefusalsMax)
            {
                _queues.LoseHead(client, LossReason.Refused);
            }
        }

        // 6.6: congestion; T_WAIT. In an awake phase the client goes back to sleep instead.
        private void Pause(ClientSession client)
        {
            if (client.State == ClientState.Awake)
            {
                client.AwakeRemaining = 0;
                return;
            }

            client.Step = OutStep.Pause;
            StartTimer(client, _settings.CongestionWaitMs);
        }

        // The topic id for the head; where it can have none it is given up, and this is 0.
        private int IdOf(ClientSession client, Topic topic)
        {
            int id = client.Topics == null ? 0 : client.Topics.Use(topic);
            if (id != 0)
            {
                return id;
            }

            // A broker does not send what is no topic name [MQTT-3.3.2-1, MQTT-3.3.2-2]; a client would not get it.
            LossReason reason = LossReason.BadTopicName;
            if (TopicNames.CheckName(topic.Name, 0, topic.Name.Length) == DecodeError.None)
            {
                reason = LossReason.NoTopicId;
                id = NewId(client, topic);
            }

            if (id == 0)
            {
                _queues.LoseHead(client, reason);
            }
            else
            {
                topic.References++;
            }

            return id;
        }

        private void CountSent(ClientSession client, bool sent)
        {
            if (sent)
            {
                _counters.DeliveredDown++;
            }
            else
            {
                _queues.Lose(client, LossReason.TooLong, 0);
            }
        }

        private void EndStep(ClientSession client)
        {
            client.Step = OutStep.Idle;
            client.Stalled = false;
            StopTimer(client);
        }

        private void StartTimer(ClientSession client, int ms)
        {
            client.RetryAtMs = _clock.NowMs + ms;
            _timers.Schedule(client, client.RetryAtMs);
        }

        private void StopTimer(ClientSession client)
        {
            client.Retries = 0;
            client.RetryAtMs = Times.Never;
        }
    }
}
