namespace SensorNet.ConstrainedNode
{
    /// <summary>The arithmetic of sleeping and waking on a grid of times.</summary>
    public static class SleepCycle
    {
        /// <summary>What the gateway is told of a sleep is longer than the sleep by this: joining the network takes its time.</summary>
        public const int DurationMarginSeconds = 10;

        /// <summary>The longest sleep that the gateway can be told of (MQTT-SN 1.2, 5.4.21: seconds in two octets), less the margin, in ms.</summary>
        public const int SleepMaxMs = (MqttSn.Client.MqttSnClient.SleepSecondsMax - DurationMarginSeconds) * 1000;

        /// <summary>A node that sleeps announces itself, its will included, at every so many wake-ups: the gateway may have forgotten it.</summary>
        public const int AnnounceCycles = 16;

        /// <summary>Shorter sleeps are left out, in ms.</summary>
        public const int SleepMinMs = 200;

        /// <summary>The sleep duration for the gateway in seconds, for a node that is heard again after <paramref name="sleepMs"/>.</summary>
        public static int DurationSeconds(long sleepMs)
        {
            long seconds = ((sleepMs + 999) / 1000) + DurationMarginSeconds;
            return seconds > MqttSn.Client.MqttSnClient.SleepSecondsMax ? MqttSn.Client.MqttSnClient.SleepSecondsMax : (int)seconds;
        }

        /// <summary>How many steps of the grid lie between its origin and a time, rounded: 1 or more.</summary>
        /// <param name="originMs">The origin.</param>
        /// <param name="nowMs">The time.</param>
        /// <param name="intervalMs">A step, from 1 up.</param>
        public static long Steps(long originMs, long nowMs, int intervalMs)
        {
            long steps = (nowMs - originMs + (intervalMs / 2)) / intervalMs;
            return steps < 1 ? 1 : steps;
        }

        /// <summary>The first time of the grid that lies at least <see cref="SleepMinMs"/> after now.</summary>
        /// <param name="originMs">The origin, not after now.</param>
        /// <param name="nowMs">The time.</param>
        /// <param name="intervalMs">A step, from 1 up.</param>
        public static long Next(long originMs, long nowMs, int intervalMs)
        {
            long steps = ((nowMs + SleepMinMs - originMs) / intervalMs) + 1;
            return originMs + ((steps < 1 ? 1 : steps) * intervalMs);
        }
    }
}
