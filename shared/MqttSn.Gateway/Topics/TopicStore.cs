namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The topic names in use, each once. A topic without references is dropped.</summary>
    internal sealed class TopicStore : HashTable
    {
        /// <summary>The topic of a name; null where nobody has it.</summary>
        internal SharedTopic Find(byte[] buffer, int offset, int length, int hash)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = hash & mask; ; at = (at + 1) & mask)
            {
                SharedTopic topic = (SharedTopic)places[at];
                if (topic == null || (topic.Hash == hash && Octets.AreSame(topic.Name, buffer, offset, length)))
                {
                    return topic;
                }
            }
        }

        /// <summary>The topic of a name, with one reference more.</summary>
        internal SharedTopic Take(byte[] buffer, int offset, int length, int hash)
        {
            SharedTopic topic = Find(buffer, offset, length, hash);
            if (topic == null)
            {
                topic = new SharedTopic(Octets.Copy(buffer, offset, length), hash);
                Insert(topic);
            }

            topic.References++;
            return topic;
        }

        /// <summary>One reference more.</summary>
        internal void AddReference(SharedTopic topic) => topic.References++;

        /// <summary>One reference less.</summary>
        internal void Release(SharedTopic topic)
        {
            if (--topic.References == 0)
            {
                Delete(topic);
            }
        }

        protected override int HashOf(object item) => ((SharedTopic)item).Hash;
    }
}
