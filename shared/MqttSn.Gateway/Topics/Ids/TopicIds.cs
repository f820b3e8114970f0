namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The topic ids of clients (6.5, 6.10): given, found and taken away.</summary>
    internal sealed class TopicIds : ISessionPart
    {
        private readonly GatewaySettings _settings;
        private readonly ISessionJournal _journal;
        private readonly TopicStore _topics;

        internal TopicIds(GatewayBasics basics, TopicStore topics)
        {
            _settings = basics.Settings;
            _journal = basics.Journal;
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

        /// <summary>The client has registered the topic of an id: it knows the id, which is its for the session (6.5).</summary>
        internal void NoteAsked(ClientSession client, int topicId)
        {
            bool isNew = !client.Topics.Has(topicId, ClientTopics.Asked);
            client.Topics.Set(topicId, ClientTopics.Known | ClientTopics.Asked);
            if (isNew && client.IsKept)
            {
                _journal.KeepTopic(client.Number, topicId, client.Topics.GetAsked(topicId).Name, true);
            }
        }

        /// <summary>An id that the client had before the gateway began, in the order of their places.</summary>
        /// <returns>False where it has no place, because the limit is another one now.</returns>
        internal bool Restore(ClientSession client, int topicId, byte[] name, bool asked)
        {
            if (client.Topics == null)
            {
                client.Topics = new ClientTopics();
            }

            SharedTopic topic = _topics.Take(name, 0, name.Length, HashCodes.OfOctets(name, 0, name.Length));
            if (!client.Topics.Restore(topic, topicId, _settings.TopicsPerClientMax))
            {
                _topics.Release(topic);
                return false;
            }

            if (asked)
            {
                client.Topics.Set(topicId, ClientTopics.Asked);
            }

            return true;
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
            int id = client.Topics.Add(topic, _settings.TopicsPerClientMax, held, _topics);
            if (id != 0 && client.IsKept)
            {
                if (client.Topics.TakenId != 0)
                {
                    _journal.EndTopic(client.Number, client.Topics.TakenId);
                }

                _journal.KeepTopic(client.Number, id, topic.Name, false);
            }

            return id;
        }
    }
}
