using System;

namespace SensorNet.Sensing
{
    /// <summary>Readings that wait for the broker, oldest first. When it is full the oldest gives way and is counted.</summary>
    public sealed class ReadingRing
    {
        private readonly Reading[] _slots;
        private int _first;

        /// <summary>Makes a ring; all its memory is taken now.</summary>
        /// <param name="capacity">How many readings it holds, from 1 up.</param>
        /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
        public ReadingRing(int capacity)
        {
            if (capacity < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(capacity));
            }

            _slots = new Reading[capacity];
            for (int i = 0; i < capacity; i++)
            {
                _slots[i] = new Reading();
            }
        }

        /// <summary>How many readings wait.</summary>
        public int Count { get; private set; }

        /// <summary>How many readings it can hold.</summary>
        public int Capacity => _slots.Length;

        /// <summary>How many readings gave way since it was made.</summary>
        public long Dropped { get; private set; }

        /// <summary>Copies a reading in behind the others.</summary>
        public void Add(Reading reading)
        {
            if (Count == _slots.Length)
            {
                RemoveOldest();
                Dropped++;
            }

            _slots[(_first + Count) % _slots.Length].CopyFrom(reading);
            Count++;
        }

        /// <summary>The oldest reading, which stays in the ring, or null when it is empty. Valid until the next change.</summary>
        public Reading Oldest => Count == 0 ? null : _slots[_first];

        /// <summary>One of the readings, from 0 for the oldest to <see cref="Count"/> - 1. Valid until the next change.</summary>
        public Reading At(int index) => _slots[(_first + index) % _slots.Length];

        /// <summary>Takes the oldest reading out; does nothing when the ring is empty.</summary>
        public void RemoveOldest()
        {
            if (Count > 0)
            {
                _first = (_first + 1) % _slots.Length;
                Count--;
            }
        }
    }
}
