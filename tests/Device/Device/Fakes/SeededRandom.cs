using System;

namespace SensorNet.Device.Tests
{
    /// <summary>The same numbers from the same seed on every platform (a linear congruential generator of 31 bits).</summary>
    public sealed class SeededRandom : Random
    {
        private int _state;

        /// <summary>Makes a generator.</summary>
        public SeededRandom(int seed)
        {
            _state = seed & 0x7FFFFFFF;
        }

        /// <inheritdoc/>
        public override int Next(int maxValue)
        {
            _state = ((_state * 1103515245) + 12345) & 0x7FFFFFFF;

            // The low bits of such a generator have short periods.
            return (_state >> 8) % maxValue;
        }
    }
}
