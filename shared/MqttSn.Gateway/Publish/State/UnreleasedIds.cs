using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The message ids of a client's QoS 2 exchanges that are with the broker and not yet released by PUBREL, and the last one that was. A client has
    /// one exchange at a time (6.6); ids that it never releases are forgotten when <see cref="Max"/> later ones have come.
    /// </summary>
    internal sealed class UnreleasedIds
    {
        internal const int Max = 4;

        private readonly ushort[] _ids = new ushort[Max];
        private readonly int[] _hashes = new int[Max];
        private int _count;
        private int _lastId;
        private int _lastHash;
        private long _lastMs;

        internal int Count => _count;

        internal bool Has(int id) => IndexOf(id) >= 0;

        internal void Add(int id, int hash)
        {
            if (_count == Max)
            {
                RemoveAt(0);
            }

            _ids[_count] = (ushort)id;
            _hashes[_count] = hash;
            _count++;
        }

        /// <summary>PUBREL: the exchange is over.</summary>
        internal void Remove(int id, long nowMs)
        {
            int at = IndexOf(id);
            if (at >= 0)
            {
                _lastId = id;
                _lastHash = _hashes[at];
                _lastMs = nowMs;
                RemoveAt(at);
            }
        }

        /// <summary>Whether a PUBLISH is a copy of the last finished one that the network delivered late.</summary>
        internal bool IsLate(int id, int hash, long nowMs, int lateMs) => id == _lastId && hash == _lastHash && nowMs - _lastMs < lateMs;

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

        private void RemoveAt(int at)
        {
            _count--;
            Array.Copy(_ids, at + 1, _ids, at, _count - at);
            Array.Copy(_hashes, at + 1, _hashes, at, _count - at);
        }
    }
}
