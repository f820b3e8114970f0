using SensorNet.Readings.Wording;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Parts;

/// <summary>The connection to the broker in words.</summary>
public static class ConnectionText
{
    public static string Short(ConnectionInfo connection) => connection.Kind switch
    {
        ConnectionKind.Connected => "connected",
        ConnectionKind.Connecting => "connecting",
        _ => "not connected",
    };

    /// <summary>What is the matter; null while there is a connection.</summary>
    public static string? Problem(ConnectionInfo connection, TimeZoneInfo zone)
    {
        string since = ClockText.Format(connection.SinceUtc, zone, ClockText.DayOf(connection.SinceUtc, zone));
        return connection.Kind switch
        {
            ConnectionKind.Waiting => $"No connection to the broker since {since}: {connection.Reason}. The values are those from before.",
            _ => null,
        };
    }

    /// <summary>When it is tried again; empty where it is not.</summary>
    public static string Next(ConnectionInfo connection, DateTimeOffset now) => connection.RetryUtc switch
    {
        null => "",
        { } retry when retry <= now => "Trying now.",
        { } retry => $"Next attempt in {Units.Duration(retry - now)}.",
    };
}
