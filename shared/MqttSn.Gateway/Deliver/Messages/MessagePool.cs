using System;
using SensorNet.Links;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Queue entries, stored messages and payload buffers for use again, so that a message through a queue allocates nothing once there was one of
    /// its size. What is kept unused is bounded.
    /// </summary>
    internal sealed class MessagePool
    {
        private const int SmallestBits = 6;
        private const int Classes = 6;
        private const int KeptPerClassMax = 256;

        private readonly byte[][][] _buffers = new byte[Classes][][];
        private readonly int[] _bufferCounts = new int[Classes];
        private readonly int _keptMax;
        private readonly TopicStore _topics;
        private QueueEntry _entries;
        private int _entryCount;
        private StoredMessage _messages;
        private int _messageCount;

        internal MessagePool(TopicStore topics, int keptMax)
        {
            _topics = topics;
            _keptMax = Math.Min(keptMax, KeptPerClassMax);
        }

        /// <summary>A stored copy, with one reference; the reference to the topic, which may be null, is the message's from now on.</summary>
        internal StoredMessage Store(SharedTopic topic, byte[] payload, int offset, int length)
        {
            StoredMessage message = _messages;
            if (message == null)
            {
                message = new StoredMessage();
            }
            else
            {
                _messages = message.NextFree;
                _messageCount--;
            }

            message.NextFree = null;
            message.Topic = topic;
            message.Payload = RentBuffer(length);
            message.PayloadLength = length;
            message.References = 1;
            message.ExpiresAtMs = Deadline.Never;
            message.AckToken = 0;
            message.AckHolders = 0;
            Array.Copy(payload, offset, message.Payload, 0, length);
            return message;
        }

        internal void Release(StoredMessage message)
        {
            if (--message.References > 0)
            {
                return;
            }

            if (message.Topic != null)
            {
                _topics.Release(message.Topic);
                message.Topic = null;
            }

            ReturnBuffer(message.Payload);
            message.Payload = null;
            if (_messageCount < _keptMax)
            {
                message.NextFree = _messages;
                _messages = message;
                _messageCount++;
            }
        }

        internal QueueEntry RentEntry()
        {
            QueueEntry entry = _entries;
            if (entry == null)
            {
                return new QueueEntry();
            }

            _entries = entry.Next;
            _entryCount--;
            entry.Next = null;
            entry.MessageId = 0;
            entry.Refusals = 0;
            return entry;
        }

        internal void ReturnEntry(QueueEntry entry)
        {
            entry.Message = null;
            entry.Next = null;
            if (_entryCount < _keptMax)
            {
                entry.Next = _entries;
                _entries = entry;
                _entryCount++;
            }
        }

        // Powers of two from 64 to 2,048 octets; longer ones are made as they are, and not kept.
        private static int ClassOf(int length)
        {
            int at = 0;
            while ((1 << (SmallestBits + at)) < length)
            {
                at++;
            }

            return at;
        }

        private byte[] RentBuffer(int length)
        {
            int at = ClassOf(length);
            if (at >= Classes)
            {
                return new byte[length];
            }

            if (_bufferCounts[at] == 0)
            {
                return new byte[1 << (SmallestBits + at)];
            }

            byte[] buffer = _buffers[at][--_bufferCounts[at]];
            _buffers[at][_bufferCounts[at]] = null;
            return buffer;
        }

        private void ReturnBuffer(byte[] buffer)
        {
            int at = ClassOf(buffer.Length);
            if (at >= Classes || _bufferCounts[at] == _keptMax)
            {
                return;
            }

            if (_buffers[at] == null)
            {
                _buffers[at] = new byte[_keptMax][];
            }

            _buffers[at][_bufferCounts[at]++] = buffer;
        }
    }
}
