using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Text;

namespace SensorNet.GatewayService.Access;

/// <summary>
/// Logs what rules refuse: of each client the first, and then at most one a <see cref="ClientIntervalMs"/>; of all clients of a shard at most
/// <see cref="LinesPerMinuteMax"/> a minute.
/// </summary>
internal sealed class RefusalLog(int shard, ILogger logger)
{
    public const long ClientIntervalMs = 10 * 60_000;

    public const int LinesPerMinuteMax = 20;

    /// <summary>Client ids that are remembered. Beyond it all are forgotten: then a line can come too soon.</summary>
    public const int ClientIdsMax = 1_024;

    private const long MinuteMs = 60_000;

    private readonly Dictionary<int, long> _quietUntilMs = [];
    private long _minuteMs = long.MinValue;
    private int _lines;
    private long _silent;

    /// <param name="nowMs">The time.</param>
    /// <param name="clientId">Whose; null for somebody who is not connected.</param>
    /// <param name="identity">The identity, or null.</param>
    /// <param name="what">What was refused, as in "publish to".</param>
    /// <param name="name">The topic or filter; empty for none.</param>
    public void Note(long nowMs, ReadOnlySpan<byte> clientId, byte[]? identity, string what, ReadOnlySpan<byte> name)
    {
        if (nowMs - MinuteMs >= _minuteMs)
        {
            _minuteMs = nowMs;
            _lines = 0;
        }

        if (_lines == LinesPerMinuteMax)
        {
            _silent++;
            return;
        }

        // Two clients that share a hash share a line, nothing else.
        HashCode hash = new HashCode();
        hash.AddBytes(clientId);
        int key = hash.ToHashCode();
        if (_quietUntilMs.TryGetValue(key, out long quietUntilMs) && nowMs < quietUntilMs)
        {
            _silent++;
            return;
        }

        if (_quietUntilMs.Count == ClientIdsMax)
        {
            _quietUntilMs.Clear();
        }

        _quietUntilMs[key] = nowMs + ClientIntervalMs;
        _lines++;
        string who = clientId.IsEmpty ? "(nobody)" : LogText.Printable(clientId);
        string under = identity is null ? "" : $" ({LogText.Printable(identity)})";
        string which = name.IsEmpty ? "" : $" {LogText.Printable(name)}";
        logger.LogWarning(
            "shard {Shard}: client {ClientId}{Identity} may not {What}{Name}; {Silent} refusals since the last line",
            shard, who, under, what, which, _silent);
        _silent = 0;
    }
}
