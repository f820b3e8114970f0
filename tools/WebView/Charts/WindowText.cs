using SensorNet.Readings.Wording;

namespace SensorNet.WebView.Charts;

/// <summary>The stretch in view in words.</summary>
public static class WindowText
{
    public static string Of(TimeWindow window, TimeProvider time)
    {
        string span = Units.Duration(TimeSpan.FromMilliseconds(window.SpanMs));
        if (window.EndMs is not { } endMs)
        {
            return $"the last {span}";
        }

        DateTimeOffset now = time.GetUtcNow();
        DateOnly today = ClockText.DayOf(now, time.LocalTimeZone);
        DateTimeOffset end = DateTimeOffset.FromUnixTimeMilliseconds(endMs);
        string from = ClockText.Format(end - TimeSpan.FromMilliseconds(window.SpanMs), time.LocalTimeZone, today);
        return $"{from} to {ClockText.Format(end, time.LocalTimeZone, today)}, {span}";
    }
}
