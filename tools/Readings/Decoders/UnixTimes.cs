namespace SensorNet.Readings.Decoders;

/// <summary>Times as numbers since 1970.</summary>
internal static class UnixTimes
{
    private static readonly long MsMax = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>Null where it is before 1970 or after the year 9999.</summary>
    public static DateTimeOffset? FromMs(decimal ms) =>
        ms >= 0 && ms <= MsMax ? DateTimeOffset.FromUnixTimeMilliseconds((long)ms) : null;

    /// <summary>Null where it is before 1970 or after the year 9999.</summary>
    public static DateTimeOffset? FromSeconds(decimal seconds) =>
        seconds >= 0 && seconds <= MsMax / 1000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;
}
