using System;
using System.Threading;

namespace SensorNet.Device.Tests
{
    /// <summary>A clock that the test holds: waiting takes no time and moves it on.</summary>
    public sealed class FakeClock : IClock
    {
        private const int WaitsMax = 100000;
        private bool _isWakeDue;

        /// <summary>What happens at the start of each wait, or null.</summary>
        public ThreadStart OnWait;

        /// <summary>The time at boot in ms since 1970, or 0 while the board does not know the time.</summary>
        public long UtcAtBootMs;

        /// <inheritdoc/>
        public long UptimeMs { get; set; }

        /// <inheritdoc/>
        public long UtcMs => UtcAtBootMs == 0 ? 0 : UtcAtBootMs + UptimeMs;

        /// <summary>How often something waited.</summary>
        public int Waits { get; private set; }

        /// <summary>How often something ended a wait.</summary>
        public int Wakes { get; private set; }

        /// <summary>The longest wait asked for, in ms.</summary>
        public int LongestWaitMs { get; private set; }

        /// <inheritdoc/>
        public void Wait(int milliseconds)
        {
            Waits++;
            if (Waits > WaitsMax)
            {
                throw new InvalidOperationException("more than " + WaitsMax.ToString() + " waits: a loop without end");
            }

            if (milliseconds > LongestWaitMs)
            {
                LongestWaitMs = milliseconds;
            }

            if (OnWait != null)
            {
                OnWait();
            }

            if (_isWakeDue)
            {
                _isWakeDue = false;
            }
            else if (milliseconds > 0)
            {
                UptimeMs += milliseconds;
            }
        }

        /// <inheritdoc/>
        public void Wake()
        {
            Wakes++;
            _isWakeDue = true;
        }
    }
}
