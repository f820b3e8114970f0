using System;

namespace SensorNet.MqttSn
{
    /// <summary>
    /// Counters that no restart gives out twice: a block of them is reserved in the store before the first is used, and each start begins after the
    /// last block. The store is written once a start and once a block. Several threads may use it.
    /// </summary>
    public sealed class CounterReserve
    {
        // Where the very first start begins, so that two gateways have not used the same counters.
        private const int FirstMost = 1 << 20;
        private readonly ICounterStore _store;
        private readonly uint _block;
        private uint _end;
        private uint _next;

        /// <summary>Reads where the last start stopped at the latest. Nothing is written before the first counter is asked for.</summary>
        /// <param name="store">Keeps the end of the block. One that cannot be read gives no counters.</param>
        /// <param name="block">How many counters are reserved at once, from 1 up.</param>
        /// <param name="random">Says where the first start of all begins.</param>
        public CounterReserve(ICounterStore store, uint block, Random random)
        {
            _store = store;
            _block = block;
            uint end;
            IsReadable = store.TryRead(out end);

            // 0 is no counter.
            _end = end == 0 ? 1 + (uint)random.Next(FirstMost) : end;
            First = _end;
            _next = _end;
        }

        /// <summary>Whether the store could be read. Otherwise there are no counters: the first could be one that was used.</summary>
        public bool IsReadable { get; }

        /// <summary>The first counter of this start.</summary>
        public uint First { get; }

        /// <summary>A counter above all for which <see cref="Covers"/> has said yes.</summary>
        public uint Next
        {
            get
            {
                lock (_store)
                {
                    return _next;
                }
            }
        }

        /// <summary>
        /// Whether a counter may be used; reserves another block where it must. False when all 2³² − 1 are used up, or the store failed.
        /// </summary>
        public bool Covers(uint counter)
        {
            lock (_store)
            {
                bool isCovered = IsReadable && counter >= First && (counter < _end || Extend(counter));
                if (isCovered && counter >= _next)
                {
                    // No overflow: the last counter of all is never covered.
                    _next = counter + 1;
                }

                return isCovered;
            }
        }

        private bool Extend(uint counter)
        {
            uint left = uint.MaxValue - counter;
            if (left == 0)
            {
                // The counter never wraps: the key has to be replaced.
                return false;
            }

            uint end = counter + (left < _block ? left : _block);
            if (!_store.TryWrite(end))
            {
                return false;
            }

            _end = end;
            return true;
        }
    }
}
