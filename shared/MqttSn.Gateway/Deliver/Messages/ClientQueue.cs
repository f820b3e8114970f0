using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>The messages that wait for one client, and the exchange that the first of them is in. Written by Deliver.</summary>
    internal sealed class ClientQueue
    {
        internal QueueEntry Head;
        internal QueueEntry Tail;
        internal int Count;
        internal int Bytes;

        /// <summary>How many of them expire at some time.</summary>
        internal int ExpiringCount;

        /// <summary>What the exchange waits for.</summary>
        internal OutStep Step;

        /// <summary>The client did not answer, or is away: the exchange waits until it sends something.</summary>
        internal bool Stalled;

        /// <summary>How often the message of the exchange has been sent again.</summary>
        internal byte Retries;

        internal int OutMessageId;

        /// <summary>Messages that are still to be sent in this awake phase.</summary>
        internal int AwakeRemaining;

        /// <summary>When the message of the exchange is sent again.</summary>
        internal long RetryAtMs = Deadline.Never;

        // Message ids that the journal is told of at once: a new gateway goes on behind them, so that none comes again soon.
        private const int ReserveMax = 256;

        private int _lastMessageId;

        // The first id that the journal does not know of; 0 where it knows of none.
        private int _reserveAt;

        /// <summary>The topic of the first message, which an exchange may be about; null where none waits.</summary>
        internal SharedTopic HeadTopic => Head == null ? null : Head.Message.Topic;

        /// <summary>Message ids go on behind this one.</summary>
        internal void RestoreMessageId(int messageId)
        {
            _lastMessageId = messageId;
            _reserveAt = 0;
        }

        /// <summary>The message ids that the journal knows of are those of a session that has ended.</summary>
        internal void ForgetReserve() => _reserveAt = 0;

        /// <summary>
        /// Whether an id that is about to be used is beyond those that the journal knows of; then it is to be told of the next ones.
        /// </summary>
        /// <param name="messageId">The id.</param>
        /// <param name="lastId">The last one of them.</param>
        internal bool Reserves(int messageId, out int lastId)
        {
            lastId = ((messageId + ReserveMax - 2) % Limits.MessageIdMax) + 1;
            if (_reserveAt != 0 && _reserveAt != messageId)
            {
                return false;
            }

            _reserveAt = (lastId % Limits.MessageIdMax) + 1;
            return true;
        }

        internal int NextMessageId()
        {
            _lastMessageId = _lastMessageId == Limits.MessageIdMax ? 1 : _lastMessageId + 1;
            return _lastMessageId;
        }
    }
}
