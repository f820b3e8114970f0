namespace SensorNet.MqttSn.Gateway
{
    /// <summary>Puts back the messages that waited for clients when the gateway ended.</summary>
    internal sealed class MessageRestore
    {
        private readonly ClientQueues _queues;
        private readonly TopicStore _topics;

        internal MessageRestore(ClientQueues queues, TopicStore topics)
        {
            _queues = queues;
            _topics = topics;
        }

        /// <summary>A message, behind those of the client that are there already.</summary>
        /// <param name="client">The client.</param>
        /// <param name="record">What the journal was told.</param>
        /// <param name="messageId">The message id that it may have been sent with at QoS 2; 0 for none.</param>
        /// <param name="received">Whether the client has answered with PUBREC.</param>
        internal void Restore(ClientSession client, MessageRecord record, int messageId, bool received)
        {
            byte[] name = record.Topic;
            SharedTopic topic = _topics.Take(name, 0, name.Length, HashCodes.OfOctets(name, 0, name.Length));
            QueueEntry entry = _queues.Restore(client, topic, record);
            if (messageId == 0 || record.Qos != 2)
            {
                return;
            }

            entry.MessageId = messageId;
            ClientQueue queue = client.Queue;
            queue.RestoreMessageId(messageId);
            if (received && queue.Head == entry)
            {
                queue.Step = OutStep.PubComp;
                queue.OutMessageId = messageId;
            }
        }
    }
}
