namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The topic names in use, each once. A topic without references is dropped.</summary>
    internal sealed class TopicStore : HashTable
    {
        /// <summary>The topic of a name; null where nobody has it.</summary>
        internal Topic Find(byte[] buffer, int offset, int length, int hash)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            for (int at = hash & mask; ; at = (at + 1) & mask)
            {
                Topic topic = (Topic)places[at];
                if (topic == null || (topic.Hash == hash && Octets.AreSame(topic.Name, buffer, offset, length)))
                {
                    return topic;
                }
            }
        }

        /// <summary>The topic of a name, with one reference more.</summary>
        internal Topic Take(byte[] buffer, int offset, int length, int hash)
        {
            Topic topic = Find(buffer, offset, length, hash);
            if (topic == null)
            {
                topic = new Topic(Octets.Copy(buffer, offset, length), hash);
                Insert(topic);
            }

            topic.References++;
            return topic;
        }

        /// <summary>One reference more.</summary>
        internal void AddReference(Topic topic)
        {
            topic.References++;
        }

        /// <summary>One reference less.</summary>
        internal void Release(Topic topic)
        {
            if (--topic.References == 0)
            {
                Delete(topic);
            }
        }

        protected override int HashOf(object item)
        {
            return ((Topic)item).Hash;
        }
    }
}
