namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The topic ids of clients (6.5, 6.10): given, found and taken away.</summary>
    internal sealed class TopicIds : ISessionPart
    {
        private readonly GatewaySettings _settings;
        private readonly TopicStore _topics;

        internal TopicIds(GatewaySettings settings, TopicStore topics)
        {
            _settings = settings;
            _topics = topics;
        }

        /// <summary>The client's id for a topic name, the same one for the whole session; 0 when it has as many as it may have.</summary>
        internal int Register(ClientSession client, byte[] buffer, int offset, int length, int hash)
        {
            SharedTopic topic = _topics.Take(buffer, offset, length, hash);
            int id = Find(client, topic);
            if (id == 0)
            {
                id = Add(client, topic);
                if (id != 0)
                {
                    return id;
                }
            }

            _topics.Release(topic);
            return id;
        }

        /// <summary>The client's id for a topic, which is about to be used; 0 where it has none.</summary>
        internal static int Find(ClientSession client, SharedTopic topic) => client.Topics == null ? 0 : client.Topics.Use(topic);

        /// <summary>
        /// The client's id for a topic that a message waits with: a new one where it has none, or 0 when it has as many as it may have.
        /// </summary>
        internal int Use(ClientSession client, SharedTopic topic)
        {
            int id = Find(client, topic);
            if (id == 0)
            {
                id = Add(client, topic);
                if (id != 0)
                {
                    _topics.AddReference(topic);
                }
            }

            return id;
        }

        /// <inheritdoc/>
        public void Clear(ClientSession client)
        {
            if (client.Topics != null)
            {
                client.Topics.Release(_topics);
                client.Topics = null;
            }
        }

        // The reference to the topic is the client's then. An id can be taken from another topic, but not from that of the first message that waits,
        // which an exchange may be about.
        private int Add(ClientSession client, SharedTopic topic)
        {
            if (client.Topics == null)
            {
                client.Topics = new ClientTopics();
            }

            SharedTopic held = client.Queue == null ? null : client.Queue.HeadTopic;
            return client.Topics.Add(topic, _settings.TopicsPerClientMax, held, _topics);
        }
    }
}
