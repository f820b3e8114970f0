using System;

namespace SensorNet.Links
{
    /// <summary>
    /// How long to wait before trying again: a cap that doubles with each failure, and a random time from half of it to all of it, so that many do
    /// not come at once and none comes without a wait. It begins anew only after a connection that has lasted: one that comes up and ends at once is
    /// a failure too.
    /// </summary>
    public sealed class Backoff
    {
        /// <summary>A connection has lasted after this time, in ms, or after the largest cap where that is shorter.</summary>
        public const int LastedMaxMs = 60000;

        private readonly Random _random;
        private readonly int _firstMs;
        private readonly int _maxMs;
        private int _capMs;
        private bool _isUp;
        private bool _wasAtOnce;
        private long _upSinceMs;

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

        /// <summary>How many waits there were since it last began anew.</summary>
        public int Failures { get; private set; }

        /// <summary>The time to wait now, half the cap to all of it; the cap then doubles up to its maximum.</summary>
        public int NextMs()
        {
            int halfMs = _capMs / 2;
            int waitMs = _capMs - halfMs + _random.Next(halfMs + 1);
            Double();
            return waitMs;
        }

        /// <summary>The longest time to wait, without jitter: for failures that only a person can mend.</summary>
        public int MaximumMs()
        {
            _capMs = _maxMs;
            Failures++;
            return _maxMs;
        }

        /// <summary>The connection has come up, or is still up.</summary>
        public void Connected(long nowMs)
        {
            if (!_isUp)
            {
                _isUp = true;
                _upSinceMs = nowMs;
            }
        }

        /// <summary>The connection has ended. If it had lasted, the waits begin anew. Does nothing when there was none.</summary>
        public void Ended(long nowMs)
        {
            int lastedMs = _maxMs < LastedMaxMs ? _maxMs : LastedMaxMs;
            if (_isUp && nowMs - _upSinceMs >= lastedMs)
            {
                Reset();
            }

            _isUp = false;
        }

        /// <summary>Whether the next attempt may come at once: one may, before the first wait.</summary>
        public bool TryAtOnce()
        {
            if (_wasAtOnce || Failures > 0)
            {
                return false;
            }

            _wasAtOnce = true;
            return true;
        }

        /// <summary>Goes on after so many waits, as if they had been here: 0 or more.</summary>
        public void Resume(int failures)
        {
            Reset();
            while (Failures < failures)
            {
                Double();
            }
        }

        /// <summary>Begins with the first cap again, and without a connection.</summary>
        public void Reset()
        {
            _capMs = _firstMs;
            _isUp = false;
            _wasAtOnce = false;
            Failures = 0;
        }

        private void Double()
        {
            _capMs = _capMs > _maxMs / 2 ? _maxMs : _capMs * 2;
            Failures++;
        }
    }
}
