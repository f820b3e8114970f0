using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The message of the broker at hand, used again for the next. Its octets are the owner's until it has to wait for a client: then it is stored,
    /// once.
    /// </summary>
    internal sealed class BrokerMessage
    {
        internal byte[] TopicBuffer;
        internal int TopicOffset;
        internal int TopicLength;
        internal int TopicHash;
        internal byte[] Payload;
        internal int PayloadOffset;
        internal int PayloadLength;
        internal int Qos;
        internal bool Retain;
        internal int Connection;
        internal int AckToken;

        /// <summary>When it has come.</summary>
        internal long NowMs;

        /// <summary>When it is of no use any more; <see cref="Deadline.Never"/> for never.</summary>
        internal long ExpiresAtMs;

        /// <summary>The identifiers of the subscriptions that it comes by: the first <see cref="IdentifierCount"/>.</summary>
        internal int[] Identifiers;
        internal int IdentifierCount;

        private readonly TopicStore _topics;
        private readonly MessagePool _pool;
        private readonly IBrokerAcknowledger _acknowledger;
        private SharedTopic _topic;
        private bool _topicSought;
        private StoredMessage _stored;

        internal BrokerMessage(TopicStore topics, MessagePool pool, IBrokerAcknowledger acknowledger)
        {
            _topics = topics;
            _pool = pool;
            _acknowledger = acknowledger;
        }

        /// <summary>The topic if any client has an id for it, or null.</summary>
        internal SharedTopic Topic
        {
            get
            {
                if (!_topicSought)
                {
                    _topicSought = true;
                    _topic = _topics.Find(TopicBuffer, TopicOffset, TopicLength, TopicHash);
                }

                return _topic;
            }
        }

        /// <summary>Where it came from, and what its acknowledgement is called with; 0 for none.</summary>
        internal void SetOrigin(int connection, int ackToken)
        {
            Connection = connection;
            AckToken = _acknowledger == null ? 0 : ackToken;
        }

        internal void SetTopic(byte[] buffer, int offset, int length)
        {
            TopicBuffer = buffer;
            TopicOffset = offset;
            TopicLength = length;
            TopicHash = HashCodes.OfOctets(buffer, offset, length);
        }

        internal void SetPayload(byte[] buffer, int offset, int length)
        {
            Payload = buffer;
            PayloadOffset = offset;
            PayloadLength = length;
        }

        internal void SetFlags(int qos, bool retain)
        {
            Qos = qos;
            Retain = retain;
        }

        /// <summary>What the broker says of it, which can be null.</summary>
        internal void SetProperties(long nowMs, BrokerMessageProperties properties)
        {
            NowMs = nowMs;
            bool expires = properties != null && properties.ExpirySeconds != BrokerMessageProperties.NeverExpires;
            ExpiresAtMs = expires ? nowMs + (properties.ExpirySeconds * 1000) : Deadline.Never;
            IdentifierCount = properties == null ? 0 : properties.IdentifierCount;
            Identifiers = properties == null ? null : properties.Identifiers;
        }

        /// <summary>It is all set: nothing is known of it, and nothing stored.</summary>
        internal void Begin()
        {
            _topicSought = false;
            _stored = null;
        }

        /// <summary>The stored copy, with one reference more.</summary>
        internal StoredMessage Store()
        {
            if (_stored == null)
            {
                SharedTopic topic = _topics.Take(TopicBuffer, TopicOffset, TopicLength, TopicHash);
                _stored = _pool.Store(topic, Payload, PayloadOffset, PayloadLength);
                _stored.Connection = Connection;
                _stored.AckToken = AckToken;
                _stored.ExpiresAtMs = ExpiresAtMs;

                // Until End nothing is acknowledged: this object holds it as well.
                _stored.AckHolders = 1;
            }

            // The first reference is this object's own, until End.
            _stored.References++;
            return _stored;
        }

        /// <summary>The message is delivered or queued for all that want it: unless a client delays it, it is acknowledged.</summary>
        internal void End()
        {
            if (_stored == null)
            {
                Acknowledge();
            }
            else
            {
                if (--_stored.AckHolders == 0)
                {
                    _stored.AckToken = 0;
                    Acknowledge();
                }

                _pool.Release(_stored);
                _stored = null;
            }

            TopicBuffer = null;
            Payload = null;
            Identifiers = null;
            _topic = null;
        }

        private void Acknowledge()
        {
            if (AckToken != 0)
            {
                _acknowledger.Acknowledge(Connection, AckToken);
            }
        }
    }
}
