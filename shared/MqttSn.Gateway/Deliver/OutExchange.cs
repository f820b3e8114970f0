using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The exchange that the first message of a client's queue is in (6.6): REGISTER where the client does not know the topic id, then PUBLISH and
    /// what follows it, each sent again after Tretry (6.13).
    /// </summary>
    internal sealed class OutExchange
    {
        private readonly GatewaySettings _settings;
        private readonly GatewayCounters _counters;
        private readonly GatewayClock _clock;
        private readonly Transmitter _transmitter;
        private readonly ClientTimers _timers;
        private readonly TopicIds _topicIds;
        private readonly ClientQueues _queues;
        private readonly Slice _data = new Slice();

        internal OutExchange(GatewayBasics basics, Transmitter transmitter, ClientTimers timers, TopicIds topicIds, ClientQueues queues)
        {
            _settings = basics.Settings;
            _counters = basics.Counters;
            _clock = basics.Clock;
            _transmitter = transmitter;
            _timers = timers;
            _topicIds = topicIds;
            _queues = queues;
        }

        /// <summary>Begins with the first message; at QoS 0 it is done with that.</summary>
        internal void Begin(ClientSession client)
        {
            ClientQueue queue = client.Queue;
            QueueEntry entry = queue.Head;
            if (entry.MessageId == 0 && entry.Message.ExpiresAtMs < _clock.NowMs)
            {
                // [MQTT-3.3.2-5]: its delivery has not begun.
                _queues.LoseHead(client, LossReason.MessageExpired);
                return;
            }

            bool named = entry.TopicIdType == TopicIdType.Normal;
            int topicId = named ? IdOf(client, entry.Message.Topic) : entry.TopicId;
            if (topicId == 0)
            {
                return;
            }

            // 6.10: a topic that the client has no id for, or was not told in this connection, is REGISTERed first.
            if (named && !client.Topics.Has(topicId, ClientTopics.Known))
            {
                queue.OutMessageId = queue.NextMessageId();
                Await(client, OutStep.RegAck, _transmitter.Register(client, topicId, queue.OutMessageId, entry.Message.Topic.Name));
                return;
            }

            if (entry.Qos == 0)
            {
                CountSent(client, Send(client, entry, topicId, false));
                _queues.RemoveHead(client);
                return;
            }

            bool again = entry.MessageId != 0;
            if (!again)
            {
                entry.MessageId = queue.NextMessageId();
            }

            queue.OutMessageId = entry.MessageId;
            Await(client, entry.Qos == 1 ? OutStep.PubAck : OutStep.PubRec, Send(client, entry, topicId, again));
        }

        /// <summary>A message at QoS 0 that does not wait; false where the client has to be told the topic id first.</summary>
        internal bool SendAtOnce(ClientSession client, BrokerMessage message, DeliveryTerms terms)
        {
            int topicId = terms.TopicId;
            if (terms.TopicIdType == TopicIdType.Normal)
            {
                topicId = client.Topics == null || message.Topic == null ? 0 : client.Topics.UseKnown(message.Topic);
                if (topicId == 0)
                {
                    return false;
                }
            }

            int flags = MessageFlags.Publish(false, 0, terms.Retain, terms.TopicIdType);
            _data.Set(message.Payload, message.PayloadOffset, message.PayloadLength);
            CountSent(client, _transmitter.Publish(client, flags, topicId, 0, _data));
            return true;
        }

        /// <summary>Tretry has passed: the message of the exchange is sent again.</summary>
        internal void Repeat(ClientSession client)
        {
            ClientQueue queue = client.Queue;
            queue.Retries++;
            _counters.Retransmissions++;
            QueueEntry entry = queue.Head;
            SharedTopic topic = entry.Message.Topic;
            if (queue.Step == OutStep.RegAck)
            {
                _transmitter.Register(client, client.Topics.Use(topic), queue.OutMessageId, topic.Name);
            }
            else if (queue.Step == OutStep.PubComp)
            {
                _transmitter.PubRel(client, queue.OutMessageId);
            }
            else
            {
                int topicId = entry.TopicIdType == TopicIdType.Normal ? client.Topics.Use(topic) : entry.TopicId;
                Send(client, entry, topicId, true);
            }

            queue.RetryAtMs = _clock.NowMs + _settings.RetryMs;
        }

        /// <summary>QoS 2: the client has the message.</summary>
        internal void OnReceived(ClientSession client, int messageId)
        {
            End(client.Queue);
            client.Queue.Step = OutStep.PubComp;
            client.Queue.OutMessageId = messageId;
            StartTimer(client, _settings.RetryMs);
        }

        /// <summary>
        /// The client is there again: an exchange that is under way begins again; at QoS 2 it goes on where the client has the message.
        /// </summary>
        internal void Restart(ClientSession client)
        {
            ClientQueue queue = client.Queue;
            queue.Stalled = false;
            StopTimer(queue);
            if (queue.Step == OutStep.PubComp)
            {
                _transmitter.PubRel(client, queue.OutMessageId);
                StartTimer(client, _settings.RetryMs);
            }
            else
            {
                queue.Step = OutStep.Idle;
            }
        }

        /// <summary>6.6: congestion; T_WAIT. In an awake phase the client goes back to sleep instead.</summary>
        internal void Pause(ClientSession client)
        {
            if (client.State == ClientStage.Awake)
            {
                client.Queue.AwakeRemaining = 0;
                return;
            }

            client.Queue.Step = OutStep.Pause;
            StartTimer(client, _settings.CongestionWaitMs);
        }

        /// <summary>The client does not listen any more: an exchange that is under way waits.</summary>
        internal static void Suspend(ClientQueue queue)
        {
            queue.Stalled |= queue.Step != OutStep.Idle;
            queue.AwakeRemaining = 0;
            StopTimer(queue);
        }

        /// <summary>
        /// 6.13: Nretry is reached. Whether the client is lost is for its keep alive to say; the message waits until it sends something.
        /// </summary>
        internal void GiveUp(ClientSession client)
        {
            _counters.Stalls++;
            StopTimer(client.Queue);
            client.Queue.Stalled = true;
            _queues.TakeOver(client);
            client.EndAwake();
        }

        /// <summary>The client has answered, or its session has ended: there is no exchange.</summary>
        internal static void End(ClientQueue queue)
        {
            queue.Step = OutStep.Idle;
            queue.Stalled = false;
            StopTimer(queue);
        }

        private static void StopTimer(ClientQueue queue)
        {
            queue.Retries = 0;
            queue.RetryAtMs = Deadline.Never;
        }

        private void StartTimer(ClientSession client, int ms)
        {
            client.Queue.RetryAtMs = _clock.NowMs + ms;
            _timers.Schedule(client, client.Queue.RetryAtMs);
        }

        private void Await(ClientSession client, OutStep step, bool sent)
        {
            if (!sent)
            {
                _queues.LoseHead(client, LossReason.TooLong);
                return;
            }

            client.Queue.Step = step;
            client.Queue.Retries = 0;
            StartTimer(client, _settings.RetryMs);
        }

        private bool Send(ClientSession client, QueueEntry entry, int topicId, bool dup)
        {
            int flags = MessageFlags.Publish(dup, entry.Qos, entry.Retain, entry.TopicIdType);
            _data.Set(entry.Message.Payload, 0, entry.Message.PayloadLength);
            return _transmitter.Publish(client, flags, topicId, entry.MessageId, _data);
        }

        // The topic id for the first message; where it can have none it is given up, and this is 0.
        private int IdOf(ClientSession client, SharedTopic topic)
        {
            int id = TopicIds.Find(client, topic);
            if (id != 0)
            {
                return id;
            }

            // A broker does not send what is no topic name [MQTT-3.3.2-1, MQTT-3.3.2-2]; a client would not get it.
            LossReason reason = LossReason.BadTopicName;
            if (TopicNames.CheckName(topic.Name, 0, topic.Name.Length) == DecodeError.None)
            {
                reason = LossReason.NoTopicId;
                id = _topicIds.Use(client, topic);
            }

            if (id == 0)
            {
                _queues.LoseHead(client, reason);
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
    }
}
