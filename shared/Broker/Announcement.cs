namespace SensorNet.Broker
{
    /// <summary>A retained QoS 1 message that is published until the broker acknowledges it.</summary>
    public sealed class Announcement
    {
        /// <summary>From an attempt that the broker did not acknowledge to the next, in ms.</summary>
        public const int RetryMs = 5000;

        /// <summary>After this long without an outcome an attempt counts as not acknowledged, in ms. M2Mqtt gives up after 4 s.</summary>
        public const int OutcomeTimeoutMs = 10000;

        private const int NoMessage = -1;
        private int _messageId = NoMessage;

        /// <summary>The payload, or null when there is nothing to announce.</summary>
        public byte[] Payload { get; private set; }

        /// <summary>Whether the broker has acknowledged it.</summary>
        public bool IsAcknowledged { get; private set; }

        /// <summary>When it is to be published (again), in the board's uptime in ms.</summary>
        public long DueMs { get; private set; }

        /// <summary>Whether it is to be published now.</summary>
        public bool IsDue(long nowMs) => Payload != null && !IsAcknowledged && nowMs >= DueMs;

        /// <summary>Sets what is to be published, at once.</summary>
        public void Set(byte[] payload, long nowMs)
        {
            Payload = payload;
            IsAcknowledged = false;
            DueMs = nowMs;
            _messageId = NoMessage;
        }

        /// <summary>It was handed to the client, which gave it an id; a negative id says that the client did not take it.</summary>
        public void NoteSent(int messageId, long nowMs)
        {
            _messageId = messageId;
            DueMs = nowMs + (messageId < 0 ? RetryMs : OutcomeTimeoutMs);
        }

        /// <summary>Takes the outcome of a message; does nothing when it is another message's.</summary>
        public void NoteOutcome(int messageId, bool acknowledged, long nowMs)
        {
            if (messageId != _messageId)
            {
                return;
            }

            _messageId = NoMessage;
            IsAcknowledged = acknowledged;
            if (!acknowledged)
            {
                DueMs = nowMs + RetryMs;
            }
        }
    }
}
