namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// So much a second, and what was saved before. It is full at first. More may be taken than there is, so that what is larger than the bucket
    /// passes, at its rate.
    /// </summary>
    public sealed class TokenBucket
    {
        private const int MsPerSecond = 1000;

        // What can be saved of a rate that is to be even.
        private const int BurstsPerSecond = 4;

        // In thousandths, so that a millisecond at a rate of 1 counts.
        private readonly long _full;
        private readonly long _perSecond;
        private long _tokens;
        private long _atMs;

        /// <summary>A full bucket.</summary>
        /// <param name="perSecond">What comes in a second, 1 or more.</param>
        /// <param name="full">How much can be saved, 1 or more.</param>
        /// <param name="nowMs">The time.</param>
        public TokenBucket(long perSecond, long full, long nowMs)
        {
            _perSecond = perSecond;
            _full = full * MsPerSecond;
            _tokens = _full;
            _atMs = nowMs;
        }

        /// <summary>A full bucket of a rate that is even over the second: a quarter of a second of it can be saved, and one in any case.</summary>
        /// <param name="perSecond">What comes in a second, 1 or more.</param>
        /// <param name="nowMs">The time.</param>
        public static TokenBucket Even(long perSecond, long nowMs) =>
            new TokenBucket(perSecond, perSecond < BurstsPerSecond ? 1 : perSecond / BurstsPerSecond, nowMs);

        /// <summary>Takes one out, where there is one now.</summary>
        /// <param name="nowMs">The time; it does not go back.</param>
        public bool TryTake(long nowMs)
        {
            bool hasAny = HasAny(nowMs);
            if (hasAny)
            {
                Take(1);
            }

            return hasAny;
        }

        /// <summary>Whether there is at least one in it now.</summary>
        /// <param name="nowMs">The time; it does not go back.</param>
        public bool HasAny(long nowMs)
        {
            long passed = nowMs - _atMs;
            if (passed > 0)
            {
                _atMs = nowMs;

                // A long time cannot overflow: from empty it is full after the burst.
                long missing = _full - _tokens;
                _tokens = passed >= (missing / _perSecond) + 1 ? _full : _tokens + (passed * _perSecond);
            }

            return _tokens >= MsPerSecond;
        }

        /// <summary>Whether it would be full: nothing was taken for so long.</summary>
        /// <param name="nowMs">The time.</param>
        public bool IsFull(long nowMs)
        {
            HasAny(nowMs);
            return _tokens >= _full;
        }

        /// <summary>Takes out; to be asked for by <see cref="HasAny"/> before.</summary>
        /// <param name="count">How much.</param>
        public void Take(long count) => _tokens -= count * MsPerSecond;
    }
}
