using System.Globalization;

namespace SensorNet.Readings.Wording;

/// <summary>How numbers are written for people.</summary>
public static class Units
{
    /// <summary>A short age: <c>0s</c>, <c>59s</c>, <c>5m</c>, <c>3h</c>, <c>12d</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 60 } => Whole(age.TotalSeconds, "s"),
        { TotalMinutes: < 60 } => Whole(age.TotalMinutes, "m"),
        { TotalHours: < 24 } => Whole(age.TotalHours, "h"),
        _ => Whole(age.TotalDays, "d"),
    };

    /// <summary>How often, in the unit that gives the most readable number: <c>2/s</c>, <c>60/min</c>, <c>7.5/h</c>.</summary>
    public static string Rate(TimeSpan interval)
    {
        double perSecond = 1 / Math.Max(interval.TotalSeconds, 0.001);
        return perSecond switch
        {
            >= 1.5 => PerUnit(perSecond, "/s"),
            >= 1.0 / 60 => PerUnit(perSecond * 60, "/min"),
            >= 1.0 / 3600 => PerUnit(perSecond * 3600, "/h"),
            _ => PerUnit(perSecond * 86400, "/d"),
        };
    }

    /// <summary>A duration in words: <c>1.2 s</c>, <c>90 s</c>, <c>12 min</c>, <c>72 h</c>, <c>40 d</c>.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        { TotalSeconds: < 120 } => Whole(duration.TotalSeconds, " s"),
        { TotalMinutes: < 120 } => Whole(duration.TotalMinutes, " min"),
        { TotalHours: < 100 } => Whole(duration.TotalHours, " h"),
        _ => Whole(duration.TotalDays, " d"),
    };

    /// <summary>The unit of a well-known key, with a leading blank; empty when it has none.</summary>
    public static string OfKey(string key) => key switch
    {
        "temperature" => " °C",
        "humidity" => " %RH",
        "pressure" => " hPa",
        "uptime" => " ms",
        "rssi" => " dBm",
        "freeMemory" => " B",
        _ => "",
    };

    private static string Whole(double value, string unit) =>
        Math.Floor(Math.Max(value, 0)).ToString("0", CultureInfo.InvariantCulture) + unit;

    private static string PerUnit(double value, string unit) =>
        value.ToString(value < 9.95 ? "0.#" : "0", CultureInfo.InvariantCulture) + unit;
}
