using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using SensorNet.WebView.Charts;

namespace SensorNet.WebView.Pages;

/// <summary>The stretch of time in view in a page's address.</summary>
internal static class WindowQuery
{
    private const string Span = "span";
    private const string End = "end";

    public static void Add(TimeWindow window, List<KeyValuePair<string, string?>> query)
    {
        if (window.SpanMs != TimeWindow.Usual.SpanMs)
        {
            query.Add(new(Span, (window.SpanMs / 1000).ToString(CultureInfo.InvariantCulture)));
        }

        if (window.EndMs is { } end)
        {
            query.Add(new(End, end.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>What is no number is as if it were not there; what is out of range is the nearest.</summary>
    public static TimeWindow Read(Dictionary<string, StringValues> query, long nowMs)
    {
        long span = Number(query, Span) is { } seconds
            ? Math.Clamp(seconds, TimeWindow.SpanMsMin / 1000, TimeWindow.SpanMsMax / 1000) * 1000
            : TimeWindow.Usual.SpanMs;
        long? end = Number(query, End);
        return end < nowMs ? TimeWindow.Between(end.Value - span, end.Value, nowMs) : new TimeWindow(span, null);
    }

    private static long? Number(Dictionary<string, StringValues> query, string key) =>
        query.TryGetValue(key, out StringValues text)
        && long.TryParse(text.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : null;
}
