using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// The topic ids of one client. Ids are given in order from 1, up to a limit. At it the one that was used least recently is taken from its
    /// topic, of those that the gateway itself has REGISTERed (6.10): what the client registered, subscribed to by name or has published with
    /// is its for the session (6.5). A client knows an id when it was told it in this connection; after a reconnect it is told again before use.
    /// </summary>
    /// <remarks>
    /// The place of an id that was taken gets a new number, by the limit higher: a message under way with the old one, in either direction, is
    /// never taken for one of the new topic. The client rejects it or is told that the id is not valid (6.6). Numbers begin anew after 65,534.
    /// </remarks>
    internal sealed class ClientTopics
    {
        /// <summary>The client has been told the id in this connection.</summary>
        internal const int Known = 1;

        /// <summary>The client has registered the topic, or has published with the id.</summary>
        internal const int Asked = 2;

        /// <summary>The client has a subscription to the topic by its name: SUBACK had the id (6.9).</summary>
        internal const int Subscribed = 4;

        /// <summary>The policy allows the client to publish to the topic.</summary>
        internal const int Writable = 8;

        private const int FlagBits = 4;
        private const int FlagMask = (1 << FlagBits) - 1;
        private const int LinearMax = 8;

        // By place. A state is the flags, and above them the count of uses when it was used last, which wraps.
        private SharedTopic[] _topics = new SharedTopic[2];
        private int[] _states = new int[2];

        // The ids; null while each is its place's number, counted from 1.
        private ushort[] _ids;
        private ushort[] _index;
        private int _count;
        private int _uses;
        private int _takenId;

        /// <summary>The id that the last <see cref="Add"/> has taken from its topic; 0 for none.</summary>
        internal int TakenId => _takenId;

        /// <summary>The topic of an id that the client has published with; null where there is none.</summary>
        internal SharedTopic GetAsked(int id)
        {
            int place = PlaceOf(id);
            if (place < 0)
            {
                return null;
            }

            _states[place] |= Asked;
            return _topics[place];
        }

        /// <summary>The id of a topic, which is about to be used; 0 where there is none.</summary>
        internal int Use(SharedTopic topic)
        {
            int place = Find(topic);
            if (place < 0)
            {
                return 0;
            }

            Use(place);
            return IdAt(place);
        }

        /// <summary>The id of a topic, which is about to be used, where the client knows it; otherwise 0.</summary>
        internal int UseKnown(SharedTopic topic)
        {
            int place = Find(topic);
            if (place < 0 || (_states[place] & Known) == 0)
            {
                return 0;
            }

            Use(place);
            return IdAt(place);
        }

        /// <summary>
        /// A new id for a topic that has none; the reference to the topic is the table's from now on. 0 when there are as many as may be, and none
        /// of them can be taken.
        /// </summary>
        /// <param name="topic">The topic.</param>
        /// <param name="max">The most ids.</param>
        /// <param name="held">The topic that an exchange is about, which keeps its id; or null.</param>
        /// <param name="store">Where the topic that loses its id is released.</param>
        internal int Add(SharedTopic topic, int max, SharedTopic held, TopicStore store)
        {
            int place = _count;
            _takenId = 0;
            if (place == max)
            {
                place = LeastRecentlyUsed(held);
                if (place < 0)
                {
                    return 0;
                }

                Take(place, max, store);
            }
            else
            {
                if (place == _topics.Length)
                {
                    Grow(max);
                }

                _count++;
            }

            Fill(place, topic);
            return IdAt(place);
        }

        /// <summary>An id as it was; the reference to the topic is the table's from now on. False where the id has not the next place.</summary>
        internal bool Restore(SharedTopic topic, int id, int max)
        {
            int place = _count;
            if (id <= 0 || id > Limits.TopicIdMax || place == max || (id - 1) % max != place || Find(topic) >= 0)
            {
                return false;
            }

            if (id != place + 1)
            {
                NumberPlaces(max);
                _ids[place] = (ushort)id;
            }

            if (place == _topics.Length)
            {
                Grow(max);
            }

            _count++;
            Fill(place, topic);
            return true;
        }

        internal bool HasId(int id) => PlaceOf(id) >= 0;

        internal bool Has(int id, int flag) => (_states[PlaceOf(id)] & flag) != 0;

        internal void Set(int id, int flags) => _states[PlaceOf(id)] |= flags;

        /// <summary>Where the id has a topic.</summary>
        internal void Unset(int id, int flag)
        {
            int place = PlaceOf(id);
            if (place >= 0)
            {
                _states[place] &= ~flag;
            }
        }

        /// <summary>Takes flags from all topics.</summary>
        internal void Forget(int flags)
        {
            for (int i = 0; i < _count; i++)
            {
                _states[i] &= ~flags;
            }
        }

        internal void Release(TopicStore store)
        {
            for (int i = 0; i < _count; i++)
            {
                store.Release(_topics[i]);
            }

            _count = 0;
        }

        private int PlaceOf(int id)
        {
            if (_ids == null)
            {
                return id <= _count ? id - 1 : -1;
            }

            int place = id == 0 ? -1 : (id - 1) % _ids.Length;
            return place >= 0 && _ids[place] == id ? place : -1;
        }

        private int IdAt(int place) => _ids == null ? place + 1 : _ids[place];

        private int Find(SharedTopic topic)
        {
            if (_index != null)
            {
                return _index[Probe(topic)] - 1;
            }

            int place = _count - 1;
            while (place >= 0 && _topics[place] != topic)
            {
                place--;
            }

            return place;
        }

        private void Fill(int place, SharedTopic topic)
        {
            _topics[place] = topic;
            _states[place] = 0;
            Use(place);
            if (_count > LinearMax)
            {
                AddToIndex(place);
            }
        }

        private void Use(int place)
        {
            _uses = unchecked(_uses + (1 << FlagBits));
            _states[place] = (_states[place] & FlagMask) | _uses;
        }

        // The count of uses may wrap, so differences are compared.
        private int LeastRecentlyUsed(SharedTopic held)
        {
            int least = -1;
            for (int i = 0; i < _count; i++)
            {
                bool free = (_states[i] & (Asked | Subscribed)) == 0 && _topics[i] != held;
                if (free && (least < 0 || unchecked((_states[i] & ~FlagMask) - (_states[least] & ~FlagMask)) < 0))
                {
                    least = i;
                }
            }

            return least;
        }

        private void Take(int place, int max, TopicStore store)
        {
            if (_index != null)
            {
                RemoveFromIndex(place);
            }

            _takenId = IdAt(place);
            store.Release(_topics[place]);
            NumberPlaces(max);
            int next = _ids[place] + max;
            _ids[place] = (ushort)(next > Limits.TopicIdMax ? place + 1 : next);
        }

        private void NumberPlaces(int max)
        {
            if (_ids != null)
            {
                return;
            }

            _ids = new ushort[max];
            for (int i = 0; i < max; i++)
            {
                _ids[i] = (ushort)(i + 1);
            }
        }

        private void Grow(int max)
        {
            int length = Math.Min(_count * 2, max);
            SharedTopic[] topics = new SharedTopic[length];
            int[] states = new int[length];
            Array.Copy(_topics, topics, _count);
            Array.Copy(_states, states, _count);
            _topics = topics;
            _states = states;
        }

        // The index has places, counted from 1, found by the topic's hash; rebuilt when it would be more than half full.
        private void AddToIndex(int place)
        {
            if (_index != null && _count * 2 <= _index.Length)
            {
                _index[Probe(_topics[place])] = (ushort)(place + 1);
                return;
            }

            _index = new ushort[_index == null ? LinearMax * 4 : _index.Length * 2];
            for (int i = 0; i < _count; i++)
            {
                _index[Probe(_topics[i])] = (ushort)(i + 1);
            }
        }

        // What follows without a gap moves up, unless it would move before its own place.
        private void RemoveFromIndex(int place)
        {
            int mask = _index.Length - 1;
            int gap = Probe(_topics[place]);
            for (int next = (gap + 1) & mask; _index[next] != 0; next = (next + 1) & mask)
            {
                int home = _topics[_index[next] - 1].Hash & mask;
                if (((next - home) & mask) >= ((next - gap) & mask))
                {
                    _index[gap] = _index[next];
                    gap = next;
                }
            }

            _index[gap] = 0;
        }

        private int Probe(SharedTopic topic)
        {
            int mask = _index.Length - 1;
            int at = topic.Hash & mask;
            while (_index[at] != 0 && _topics[_index[at] - 1] != topic)
            {
                at = (at + 1) & mask;
            }

            return at;
        }
    }
}
