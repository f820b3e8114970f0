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

        private int _lastMessageId;

        /// <summary>The topic of the first message, which an exchange may be about; null where none waits.</summary>
        internal SharedTopic HeadTopic => Head == null ? null : Head.Message.Topic;

        internal int NextMessageId()
        {
            _lastMessageId = _lastMessageId == Limits.MessageIdMax ? 1 : _lastMessageId + 1;
            return _lastMessageId;
        }
    }
}
