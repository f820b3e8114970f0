using System;

namespace SensorNet.Broker
{
    /// <summary>A time for people.</summary>
    public static class UtcText
    {
        /// <summary>Such as <c>2026-07-15 08:30 UTC</c>.</summary>
        /// <param name="utcMs">ms since 1970.</param>
        public static string Minutes(long utcMs)
        {
            DateTime time = new DateTime(DateTime.UnixEpoch.Ticks + (utcMs * TimeSpan.TicksPerMillisecond));
            return time.Year.ToString("D4") + "-" + time.Month.ToString("D2") + "-" + time.Day.ToString("D2") + " "
                + time.Hour.ToString("D2") + ":" + time.Minute.ToString("D2") + " UTC";
        }
    }
}
