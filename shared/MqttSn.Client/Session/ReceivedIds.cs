namespace SensorNet.MqttSn.Client
{
    /// <summary>
    /// The message ids of QoS 2 messages that have been delivered: until PUBREL, and for a while after it, so that a copy that was late on the way
    /// is not taken for a new message. A finished id counts only with the same content, as the gateway may use it again. Bounded by <see
    /// cref="ClientSettings.ReceivedIdsMax"/>.
    /// </summary>
    internal sealed class ReceivedIds
    {
        private readonly int[] _ids;
        private readonly int[] _contents;
        private readonly bool[] _released;
        private readonly bool[] _doubted;
        private readonly long[] _touchedMs;
        private readonly long _lateCopyMs;
        private int _count;

        // lateCopyMs: how long after PUBREL a copy of the PUBLISH can arrive.
        internal ReceivedIds(int capacity, long lateCopyMs)
        {
            _ids = new int[capacity];
            _contents = new int[capacity];
            _released = new bool[capacity];
            _doubted = new bool[capacity];
            _touchedMs = new long[capacity];
            _lateCopyMs = lateCopyMs;
        }

        internal int Count => _count;

        internal int IdAt(int index) => _ids[index];

        internal int ContentAt(int index) => _contents[index];

        internal bool ReleasedAt(int index) => _released[index];

        // FNV-1a over the flags that matter, the topic and the payload.
        internal static int ContentOf(Message message)
        {
            int hash = unchecked((int)2166136261);
            hash = unchecked((hash ^ message.TopicId) * 16777619);
            hash = unchecked((hash ^ (int)message.TopicIdType) * 16777619);
            int end = message.DataOffset + message.DataLength;
            byte[] buffer = message.Buffer;
            for (int i = message.DataOffset; i < end; i++)
            {
                hash = unchecked((hash ^ buffer[i]) * 16777619);
            }

            return hash;
        }

        internal bool IsDelivered(int id, int content, long nowMs)
        {
            int index = IndexOf(id);
            if (index < 0)
            {
                return false;
            }

            if (!_released[index])
            {
                return !_doubted[index] || _contents[index] == content;
            }

            return _contents[index] == content && nowMs - _touchedMs[index] <= _lateCopyMs;
        }

        internal void Add(int id, int content, long nowMs)
        {
            int index = IndexOf(id);
            if (index < 0)
            {
                index = _count < _ids.Length ? _count : LeastNeeded();
                _count = index == _count ? _count + 1 : _count;
            }

            _ids[index] = id;
            _contents[index] = content;
            _released[index] = false;
            _doubted[index] = false;
            _touchedMs[index] = nowMs;
        }

        internal void Release(int id, long nowMs)
        {
            int index = IndexOf(id);
            if (index >= 0 && !_released[index])
            {
                _released[index] = true;
                _touchedMs[index] = nowMs;
            }
        }

        // The gateway may have forgotten them, and use their ids for other messages.
        internal void DoubtAll()
        {
            for (int i = 0; i < _count; i++)
            {
                _doubted[i] = true;
            }
        }

        internal void Clear() => _count = 0;

        private int IndexOf(int id)
        {
            for (int i = 0; i < _count; i++)
            {
                if (_ids[i] == id)
                {
                    return i;
                }
            }

            return -1;
        }

        // Finished ones first, then the oldest: a gateway has few under way (6.6), so that one is most likely forgotten there.
        private int LeastNeeded()
        {
            int least = 0;
            for (int i = 1; i < _count; i++)
            {
                bool older = _touchedMs[i] < _touchedMs[least];
                if (_released[i] == _released[least] ? older : _released[i])
                {
                    least = i;
                }
            }

            return least;
        }
    }
}
