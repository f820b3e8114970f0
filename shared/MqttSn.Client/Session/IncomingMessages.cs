namespace SensorNet.MqttSn.Client
{
    /// <summary>What the gateway publishes (MQTT-SN 1.2, 6.10), and the topic ids that it tells before (6.5).</summary>
    internal sealed class IncomingMessages : ClientPart
    {
        private readonly TopicCache _topics;
        private readonly ReceivedIds _receivedIds;
        private readonly ReceivedMessage _received = new ReceivedMessage();

        internal IncomingMessages(ClientCore core, ClientSessionState session)
            : base(core)
        {
            _topics = session.Topics;
            _receivedIds = session.ReceivedIds;
        }

        // Whether the owner has got it.
        internal bool OnPublish(long nowMs, Message message)
        {
            int qos = message.Qos;
            int messageId = message.MessageId;
            int topicId = message.TopicId;
            if (qos < 0)
            {
                // 6.8 is for clients.
                Counters.CountMalformed(DecodeError.QosNotAllowed);
                return false;
            }

            int content = 0;
            if (qos == 2)
            {
                content = ReceivedIds.ContentOf(message);
                if (_receivedIds.IsDelivered(messageId, content, nowMs))
                {
                    Counters.Duplicates++;
                    Sender.PubRec(messageId);
                    return false;
                }
            }

            Topic topic = null;
            if (message.TopicIdType == TopicIdType.Normal)
            {
                topic = _topics.TopicOf(topicId);
                if (topic == null)
                {
                    // 6.10: the gateway registers it and sends the message again.
                    Counters.UnknownTopics++;
                    Sender.PubAck(topicId, qos == 0 ? 0 : messageId, ReturnCode.InvalidTopicId);
                    return false;
                }
            }

            if (!Deliver(message, topic))
            {
                Refuse(message);
                return false;
            }

            Acknowledge(nowMs, message, content);
            return true;
        }

        internal void OnPubRel(long nowMs, int messageId)
        {
            // [MQTT-4.3.3-2]: PUBCOMP also for an id that is not known, or the gateway would never end.
            _receivedIds.Release(messageId, nowMs);
            Sender.PubComp(messageId);
        }

        internal void OnRegister(Message message)
        {
            int topicId = message.TopicId;
            if (topicId == 0)
            {
                // 5.4.10: only a client leaves the id to the other end.
                Sender.RegAck(topicId, message.MessageId, ReturnCode.InvalidTopicId);
                return;
            }

            if (message.TopicLength > Settings.TopicNameBytesMax)
            {
                Sender.RegAck(topicId, message.MessageId, ReturnCode.NotSupported);
                return;
            }

            // 6.5, 6.10: the gateway tells the id of a topic before it publishes to it.
            Topic topic = _topics.Named(message.Buffer, message.TopicOffset, message.TopicLength);
            if (topic == null)
            {
                topic = Topic.FromOctets(message.Buffer, message.TopicOffset, message.TopicLength);
            }

            _topics.Put(topic, topicId, true);
            Sender.RegAck(topicId, message.MessageId, ReturnCode.Accepted);
        }

        // What names a topic that cannot be is rejected, so that the gateway does not send it again and again.
        internal void OnMalformed(Message message, DecodeError error)
        {
            if (message.Type == MessageType.Register)
            {
                bool badId = error == DecodeError.ReservedTopicId;
                Sender.RegAck(message.TopicId, message.MessageId, badId ? ReturnCode.InvalidTopicId : ReturnCode.NotSupported);
            }
            else if (message.Type == MessageType.Publish && message.Qos > 0)
            {
                Sender.PubAck(message.TopicId, message.MessageId, ReturnCode.InvalidTopicId);
            }
        }

        private bool Deliver(Message message, Topic topic)
        {
            ReceivedMessage received = _received;
            received.TopicIdType = message.TopicIdType;
            received.TopicId = message.TopicId;
            received.Topic = topic;
            received.Qos = message.Qos;
            received.Retain = message.Retain;
            received.Dup = message.Dup;
            received.Buffer = message.Buffer;
            received.PayloadOffset = message.DataOffset;
            received.PayloadLength = message.DataLength;
            bool taken = Events.OnMessage(received);
            received.Buffer = null;
            received.Topic = null;
            return taken;
        }

        private void Refuse(Message message)
        {
            Counters.NotTaken++;
            if (message.Qos > 0)
            {
                Sender.PubAck(message.TopicId, message.MessageId, ReturnCode.Congestion);
            }
        }

        private void Acknowledge(long nowMs, Message message, int content)
        {
            if (message.Qos == 1)
            {
                Sender.PubAck(message.TopicId, message.MessageId, ReturnCode.Accepted);
            }
            else if (message.Qos == 2)
            {
                // [MQTT-4.3.3-2]: delivered now, and not again under this id until PUBREL.
                _receivedIds.Add(message.MessageId, content, nowMs);
                Sender.PubRec(message.MessageId);
            }
        }
    }
}
