using System;
using System.Threading;
using SensorNet.Device;

namespace SensorNet.Boards
{
    /// <summary>The board's clocks. The time of day is known once SNTP has set it.</summary>
    public sealed class BoardClock : IClock
    {
        // 2025-01-01T00:00:00Z: a board that was never set counts from 1970.
        private const long FirstCredibleUtcMs = 1735689600000;

        private readonly AutoResetEvent _wake = new AutoResetEvent(false);

        /// <inheritdoc/>
        public long UptimeMs => Environment.TickCount64;

        /// <inheritdoc/>
        public long UtcMs
        {
            get
            {
                long utcMs = (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
                return utcMs < FirstCredibleUtcMs ? 0 : utcMs;
            }
        }

        /// <inheritdoc/>
        public void Wait(int milliseconds)
        {
            if (milliseconds > 0)
            {
                _wake.WaitOne(milliseconds, false);
            }
        }

        /// <inheritdoc/>
        public void Wake() => _wake.Set();
    }
}
