namespace SensorNet.GatewayService.Hosting;

/// <summary>
/// Says for which client ids it is time to log that their broker connections end soon again and again, as they do when somebody else has the same
/// client id [MQTT-3.1.4-2].
/// </summary>
internal sealed class TakeoverLog
{
    /// <summary>Connections in a row that make it worth a line.</summary>
    public const int ConnectionsMin = 3;

    /// <summary>One that comes later, in milliseconds, begins a new row.</summary>
    public const long RowMs = 60_000;

    /// <summary>From one line about a client id to the next, in milliseconds.</summary>
    public const long LineIntervalMs = 10 * 60_000;

    /// <summary>Client ids that are looked at. Beyond it all are forgotten: then a line can come too soon, or too late.</summary>
    public const int ClientIdsMax = 1_024;

    private readonly Dictionary<string, Row> _rows = [];

    /// <summary>A client's broker connection ended soon.</summary>
    /// <returns>Whether to log it.</returns>
    public bool IsDue(string clientId, long nowMs)
    {
        if (!_rows.TryGetValue(clientId, out Row row))
        {
            if (_rows.Count == ClientIdsMax)
            {
                _rows.Clear();
            }

            row = new Row(0, nowMs, long.MinValue);
        }

        row = row with { Count = nowMs - row.LastMs < RowMs ? row.Count + 1 : 1, LastMs = nowMs };
        bool isDue = row.Count >= ConnectionsMin && nowMs >= row.QuietUntilMs;
        _rows[clientId] = isDue ? row with { QuietUntilMs = nowMs + LineIntervalMs } : row;
        return isDue;
    }

    private readonly record struct Row(int Count, long LastMs, long QuietUntilMs);
}
