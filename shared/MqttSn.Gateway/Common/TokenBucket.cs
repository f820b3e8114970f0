namespace SensorNet.MqttSn.Gateway
{
    /// <summary>
    /// So much a second, and what was saved before. It is full at first. More may be taken than there is, so that what is larger than
    /// the bucket passes, at its rate.
    /// </summary>
    public sealed class TokenBucket
    {
        private const int MsPerSecond = 1000;

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
