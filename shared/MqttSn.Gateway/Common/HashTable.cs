using System;

namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// Objects by a hash of theirs: open addressing with linear probing, at most half full. A table of one kind says what the hash is, and has the
    /// search by its own key, so that a search costs no call a place.
    /// </summary>
    internal abstract class HashTable
    {
        /// <summary>The places; as many as a power of two.</summary>
        protected object[] Places = new object[16];

        /// <summary>How many of them are taken.</summary>
        internal int Count;

        protected abstract int HashOf(object item);

        /// <summary>Adds what is not in the table.</summary>
        protected void Insert(object item)
        {
            if (Count * 2 >= Places.Length)
            {
                Grow();
            }

            Place(item);
            Count++;
        }

        /// <summary>Takes out what is in the table.</summary>
        protected void Delete(object item)
        {
            object[] places = Places;
            int mask = places.Length - 1;
            int gap = HashOf(item) & mask;
            while (places[gap] != item)
            {
                gap = (gap + 1) & mask;
            }

            // What follows without a gap moves up, unless it would move before its own place.
            for (int next = (gap + 1) & mask; places[next] != null; next = (next + 1) & mask)
            {
                int home = HashOf(places[next]) & mask;
                if (((next - home) & mask) >= ((next - gap) & mask))
                {
                    places[gap] = places[next];
                    gap = next;
                }
            }

            places[gap] = null;
            Count--;
        }

        private void Grow()
        {
            object[] old = Places;
            Places = new object[old.Length * 2];
            for (int i = 0; i < old.Length; i++)
            {
                if (old[i] != null)
                {
                    Place(old[i]);
                }
            }
        }

        private void Place(object item)
        {
            int mask = Places.Length - 1;
            int at = HashOf(item) & mask;
            while (Places[at] != null)
            {
                at = (at + 1) & mask;
            }

            Places[at] = item;
        }
    }
}
