using System;

namespace SensorNet.Device.Tests
{
    /// <summary>No chance: always the smallest or always the largest number, whatever the platform's generator is.</summary>
    public sealed class FakeRandom : Random
    {
        private readonly bool _isLargest;

        /// <summary>Makes a generator of one number.</summary>
        public FakeRandom(bool isLargest)
        {
            _isLargest = isLargest;
        }

        /// <inheritdoc/>
        public override int Next(int maxValue) => _isLargest ? maxValue - 1 : 0;
    }
}
