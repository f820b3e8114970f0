namespace SensorNet.Device
{
    /// <summary>The board's two clocks and the only way to wait. Tests implement it with a clock they hold.</summary>
    public interface IClock
    {
        /// <summary>Milliseconds since the board booted. Never goes back.</summary>
        long UptimeMs { get; }

        /// <summary>Milliseconds since 1970-01-01T00:00:00Z, or 0 while the board does not know the time (before SNTP).</summary>
        long UtcMs { get; }

        /// <summary>Waits for <paramref name="milliseconds"/> (0 and below: not at all) or until <see cref="Wake"/> is called.</summary>
        void Wait(int milliseconds);

        /// <summary>Ends the wait under way, or the next one. May be called from any thread.</summary>
        void Wake();
    }
}
