using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The topics whose ids both ends know beforehand (6.7). Filled before the gateway is made; 16 entries at first, growing as needed.
    /// </summary>
    public sealed class PredefinedTopics
    {
        private int[] _ids = new int[16];
        private byte[][] _names = new byte[16][];
        private int _count;

        /// <summary>The number of topics.</summary>
        public int Count => _count;

        /// <summary>Adds a topic.</summary>
        /// <param name="id">1 to 65534, not used before.</param>
        /// <param name="name">The topic name, UTF-8, without wildcards.</param>
        /// <exception cref="ArgumentException">The id is out of range or taken, or the name is not a topic name.</exception>
        public void Add(int id, byte[] name)
        {
            if (id < Limits.TopicIdMin || id > Limits.TopicIdMax)
            {
                throw new ArgumentException("predefined topic id " + id + ": it must be 1 to 65534");
            }

            DecodeError error = name == null ? DecodeError.TopicEmpty : TopicNames.CheckName(name, 0, name.Length);
            if (error != DecodeError.None)
            {
                throw new ArgumentException("predefined topic id " + id + ": " + DecodeErrors.Describe(error));
            }

            int at = Search(id);
            if (at < _count && _ids[at] == id)
            {
                throw new ArgumentException("predefined topic id " + id + " is given twice");
            }

            Insert(at, id, name);
        }

        /// <summary>The name of an id; null where there is none.</summary>
        /// <param name="id">Any number.</param>
        public byte[] Find(int id)
        {
            int at = Search(id);
            return at < _count && _ids[at] == id ? _names[at] : null;
        }

        // The first entry whose id is not smaller: the ids are sorted.
        private int Search(int id)
        {
            int low = 0;
            int high = _count;
            while (low < high)
            {
                int middle = (low + high) >> 1;
                if (_ids[middle] < id)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            return low;
        }

        private void Insert(int at, int id, byte[] name)
        {
            if (_count == _ids.Length)
            {
                int[] ids = new int[_count * 2];
                byte[][] names = new byte[_count * 2][];
                Array.Copy(_ids, ids, _count);
                Array.Copy(_names, names, _count);
                _ids = ids;
                _names = names;
            }

            Array.Copy(_ids, at, _ids, at + 1, _count - at);
            Array.Copy(_names, at, _names, at + 1, _count - at);
            _ids[at] = id;
            _names[at] = name;
            _count++;
        }
    }
}
