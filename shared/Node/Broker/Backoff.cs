using System;

namespace SensorNet.Node
{
    /// <summary>How long to wait before trying again: a cap that doubles with each failure, and a random time below it (full jitter).</summary>
    public sealed class Backoff
    {
        private readonly Random _random;
        private readonly int _firstMs;
        private readonly int _maxMs;
        private int _capMs;

        /// <summary>Makes a backoff.</summary>
        /// <param name="random">Where the jitter comes from.</param>
        /// <param name="firstMs">The first cap in ms, from 1 up.</param>
        /// <param name="maxMs">The largest cap in ms, from <paramref name="firstMs"/> to 2^30.</param>
        public Backoff(Random random, int firstMs, int maxMs)
        {
            _random = random;
            _firstMs = firstMs;
            _maxMs = maxMs;
            _capMs = firstMs;
        }

        /// <summary>The time to wait now, 1 ms to the cap; the cap then doubles up to its maximum.</summary>
        public int NextMs()
        {
            int waitMs = 1 + _random.Next(_capMs);
            _capMs = _capMs > _maxMs / 2 ? _maxMs : _capMs * 2;
            return waitMs;
        }

        /// <summary>The longest time to wait, without jitter: for failures that only a person can mend.</summary>
        public int MaximumMs()
        {
            _capMs = _maxMs;
            return _maxMs;
        }

        /// <summary>Begins with the first cap again.</summary>
        public void Reset()
        {
            _capMs = _firstMs;
        }
    }
}
