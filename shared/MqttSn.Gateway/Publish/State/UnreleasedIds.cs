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

        /// <summary>The octets of <see cref="Write"/>: each id and the last one with its hash.</summary>
        internal const int StateLengthMax = (Max + 1) * EntryLength;

        private const int EntryLength = 6;

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
        /// <returns>Whether the exchange was there.</returns>
        internal bool Remove(int id, long nowMs)
        {
            int at = IndexOf(id);
            if (at < 0)
            {
                return false;
            }

            _lastId = id;
            _lastHash = _hashes[at];
            _lastMs = nowMs;
            RemoveAt(at);
            return true;
        }

        /// <summary>Writes the last one and those that are not released. Returns the octets.</summary>
        internal int Write(byte[] to)
        {
            WriteEntry(to, 0, _lastId, _lastHash);
            for (int i = 0; i < _count; i++)
            {
                WriteEntry(to, (i + 1) * EntryLength, _ids[i], _hashes[i]);
            }

            return (_count + 1) * EntryLength;
        }

        /// <summary>What <see cref="Write"/> wrote; the last one counts as finished now. False where it is not that.</summary>
        internal bool Restore(byte[] from, int length, long nowMs)
        {
            if (length < EntryLength || length > StateLengthMax || length % EntryLength != 0)
            {
                return false;
            }

            _lastId = IdAt(from, 0);
            _lastHash = HashAt(from, 0);
            _lastMs = nowMs;
            for (int at = EntryLength; at < length; at += EntryLength)
            {
                Add(IdAt(from, at), HashAt(from, at));
            }

            return true;
        }

        /// <summary>Whether a PUBLISH is a copy of the last finished one that the network delivered late.</summary>
        internal bool IsLate(int id, int hash, long nowMs, int lateMs) => id == _lastId && hash == _lastHash && nowMs - _lastMs < lateMs;

        private static void WriteEntry(byte[] to, int at, int id, int hash)
        {
            to[at] = (byte)(id >> 8);
            to[at + 1] = (byte)id;
            to[at + 2] = (byte)(hash >> 24);
            to[at + 3] = (byte)(hash >> 16);
            to[at + 4] = (byte)(hash >> 8);
            to[at + 5] = (byte)hash;
        }

        private static int IdAt(byte[] from, int at) => (from[at] << 8) | from[at + 1];

        private static int HashAt(byte[] from, int at) => (from[at + 2] << 24) | (from[at + 3] << 16) | (from[at + 4] << 8) | from[at + 5];

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
