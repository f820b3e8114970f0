using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// What the broker has been asked and has not answered, by token. A token is the slot and a serial that sets it apart from the slot's earlier
    /// ones. Grows on demand up to <see cref="GatewaySettings.InflightMax"/>.
    /// </summary>
    internal sealed class PendingTable
    {
        private const int SlotBits = 20;
        private const int SlotMask = (1 << SlotBits) - 1;
        private const int SerialMax = 0x7FF;

        // A slot is free when its token is 0; Next then leads to the next free one, as slot + 1.
        private readonly int _max;
        private int[] _tokens = new int[8];
        private int[] _serials = new int[8];
        private object[] _publishers = new object[8]; // PendingPublisher: an array of a base class looks up the type at each store
        private IBrokerSubscriber[] _subscribers = new IBrokerSubscriber[8];
        private int[] _connections = new int[8];
        private ushort[] _messageIds = new ushort[8];
        private ushort[] _topicIds = new ushort[8];
        private int[] _contentHashes = new int[8];
        private bool[] _exactlyOnce = new bool[8];
        private bool[] _isKept = new bool[8];
        private int[] _next = new int[8];
        private int _used;
        private int _free;
        private int _count;

        private readonly ISessionJournal _journal;
        private readonly PublishRecord _record = new PublishRecord();

        internal PendingTable(int max, ISessionJournal journal)
        {
            _max = max;
            _journal = journal;
        }

        internal int Count => _count;

        /// <summary>A token for a SUBSCRIBE or UNSUBSCRIBE; 0 when there are as many as may be.</summary>
        internal int Add(IBrokerSubscriber subscriber, int connection)
        {
            int token = Take(connection);
            if (token != 0)
            {
                _subscribers[token & SlotMask] = subscriber;
            }

            return token;
        }

        /// <summary>A token for a PUBLISH, as above.</summary>
        internal int Add(PendingPublisher publisher, int connection)
        {
            int token = Take(connection);
            if (token != 0)
            {
                int slot = token & SlotMask;
                Link(publisher, slot);
            }

            return token;
        }

        /// <summary>What a client is to be told of its PUBLISH, which it can find by its message id.</summary>
        internal void Describe(int token, int messageId, int topicId, bool exactlyOnce, int contentHash)
        {
            int slot = token & SlotMask;
            _messageIds[slot] = (ushort)messageId;
            _topicIds[slot] = (ushort)topicId;
            _exactlyOnce[slot] = exactlyOnce;
            _contentHashes[slot] = contentHash;
        }

        /// <summary>Tells the journal whose a PUBLISH at QoS 2 is, before the link has it: one whose client is unknown would be sent twice.</summary>
        /// <param name="token">The token, which is described.</param>
        /// <param name="session">The number of the client's session; 0 for none.</param>
        /// <param name="will">The number of the pending will; 0 for none.</param>
        internal void Keep(int token, long session, long will)
        {
            int slot = token & SlotMask;
            _isKept[slot] = true;
            _record.Token = token;
            _record.Session = session;
            _record.Will = will;
            _record.MessageId = _messageIds[slot];
            _record.TopicId = _topicIds[slot];
            _record.ContentHash = _contentHashes[slot];
            _journal.KeepPublish(_record);
        }

        /// <summary>A token of a PUBLISH that was on its way when the gateway ended, and goes on.</summary>
        /// <param name="publisher">Whose it is; null where the answer concerns nobody any more.</param>
        /// <param name="record">What the journal was told.</param>
        /// <param name="connection">The connection that it is on.</param>
        /// <returns>False where it has no place: the limit is less than it was.</returns>
        internal bool Restore(PendingPublisher publisher, PublishRecord record, int connection)
        {
            int slot = record.Token & SlotMask;
            if (slot >= _max || record.Token <= 0 || Has(record.Token))
            {
                return false;
            }

            while (_used <= slot)
            {
                if (_used == _tokens.Length)
                {
                    Grow();
                }

                _used++;
            }

            _tokens[slot] = record.Token;
            _serials[slot] = record.Token >> SlotBits;
            _connections[slot] = connection;
            _isKept[slot] = true;
            _count++;
            Describe(record.Token, record.MessageId, record.TopicId, true, record.ContentHash);
            if (publisher != null)
            {
                Link(publisher, slot);
            }

            return true;
        }

        /// <summary>All that was on its way is restored: what is between is free.</summary>
        internal void EndRestore()
        {
            _free = 0;
            for (int i = _used - 1; i >= 0; i--)
            {
                if (_tokens[i] == 0)
                {
                    _next[i] = _free;
                    _free = i + 1;
                }
            }
        }

        /// <summary>Whether a PUBLISH of a client is on its way.</summary>
        internal bool HasPublish(PendingPublisher publisher, int messageId)
        {
            for (int at = publisher.First; at != 0; at = _next[at - 1])
            {
                if (_messageIds[at - 1] == messageId)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>The token of the newest PUBLISH that is on its way; 0 where there is none.</summary>
        internal int FirstOf(PendingPublisher publisher) => publisher.First == 0 ? 0 : _tokens[publisher.First - 1];

        /// <summary>Whether a token is one that waits for its answer.</summary>
        internal bool Has(int token)
        {
            int slot = token & SlotMask;
            return token > 0 && slot < _used && _tokens[slot] == token;
        }

        /// <summary>Whose SUBSCRIBE or UNSUBSCRIBE it is; null for a PUBLISH.</summary>
        internal IBrokerSubscriber Subscriber(int token) => _subscribers[token & SlotMask];

        internal int MessageId(int token) => _messageIds[token & SlotMask];

        internal int TopicId(int token) => _topicIds[token & SlotMask];

        internal bool ExactlyOnce(int token) => _exactlyOnce[token & SlotMask];

        internal int ContentHash(int token) => _contentHashes[token & SlotMask];

        internal void Remove(int token)
        {
            int slot = token & SlotMask;
            if (_publishers[slot] != null)
            {
                Unlink((PendingPublisher)_publishers[slot], slot + 1);
                _publishers[slot] = null;
            }

            if (_isKept[slot])
            {
                _isKept[slot] = false;
                _journal.EndPublish(token);
            }

            _tokens[slot] = 0;
            _subscribers[slot] = null;
            _next[slot] = _free;
            _free = slot + 1;
            _count--;
        }

        /// <summary>The client's session has ended: the answers, when they come, are ignored.</summary>
        internal void Detach(PendingPublisher publisher)
        {
            for (int at = publisher.First; at != 0; at = _next[at - 1])
            {
                _publishers[at - 1] = null;
            }

            publisher.First = 0;
            publisher.Count = 0;
        }

        /// <summary>The broker has a PUBLISH, or it will not.</summary>
        internal void OnPublished(int token, ReturnCode code)
        {
            PendingPublisher publisher = (PendingPublisher)_publishers[token & SlotMask];
            if (publisher == null)
            {
                // Of a client whose session has ended.
                Remove(token);
            }
            else
            {
                publisher.OnPublished(token, code);
            }
        }

        /// <summary>The answer will not come.</summary>
        internal void Lose(int token)
        {
            IBrokerSubscriber subscriber = Subscriber(token);
            if (subscriber == null)
            {
                OnPublished(token, ReturnCode.Congestion);
                return;
            }

            Remove(token);
            subscriber.OnRequestLost();
        }

        /// <summary>
        /// A connection is lost. [MQTT-4.4.0-1]: of what is unanswered only PUBLISH goes on with the session.
        /// </summary>
        internal void LoseAll(int connection, bool requestsOnly)
        {
            for (int i = 0; i < _used; i++)
            {
                if (_tokens[i] != 0 && _connections[i] == connection && !(requestsOnly && _subscribers[i] == null))
                {
                    Lose(_tokens[i]);
                }
            }
        }

        private int Take(int connection)
        {
            int slot;
            if (_free != 0)
            {
                slot = _free - 1;
                _free = _next[slot];
            }
            else if (_used == _max)
            {
                return 0;
            }
            else
            {
                if (_used == _tokens.Length)
                {
                    Grow();
                }

                slot = _used++;
            }

            _serials[slot] = _serials[slot] == SerialMax ? 1 : _serials[slot] + 1;
            _tokens[slot] = (_serials[slot] << SlotBits) | slot;
            _connections[slot] = connection;
            _count++;
            return _tokens[slot];
        }

        private void Link(PendingPublisher publisher, int slot)
        {
            _publishers[slot] = publisher;
            _next[slot] = publisher.First;
            publisher.First = slot + 1;
            publisher.Count++;
        }

        private void Unlink(PendingPublisher publisher, int at)
        {
            publisher.Count--;
            if (publisher.First == at)
            {
                publisher.First = _next[at - 1];
                return;
            }

            int previous = publisher.First;
            while (_next[previous - 1] != at)
            {
                previous = _next[previous - 1];
            }

            _next[previous - 1] = _next[at - 1];
        }

        private void Grow()
        {
            int length = Math.Min(_used * 2, _max);
            _tokens = (int[])Longer(_tokens, new int[length]);
            _serials = (int[])Longer(_serials, new int[length]);
            _publishers = (object[])Longer(_publishers, new object[length]);
            _subscribers = (IBrokerSubscriber[])Longer(_subscribers, new IBrokerSubscriber[length]);
            _connections = (int[])Longer(_connections, new int[length]);
            _messageIds = (ushort[])Longer(_messageIds, new ushort[length]);
            _topicIds = (ushort[])Longer(_topicIds, new ushort[length]);
            _contentHashes = (int[])Longer(_contentHashes, new int[length]);
            _isKept = (bool[])Longer(_isKept, new bool[length]);
            _exactlyOnce = (bool[])Longer(_exactlyOnce, new bool[length]);
            _next = (int[])Longer(_next, new int[length]);
        }

        private Array Longer(Array old, Array longer)
        {
            Array.Copy(old, longer, _used);
            return longer;
        }
    }
}
