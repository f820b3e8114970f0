using Microsoft.Extensions.Logging;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Transport.Protection;

/// <summary>
/// Logs what a shard's protection has dropped: the first at once, then what was dropped since at most every <see cref="IntervalMs"/>.
/// </summary>
internal sealed class ProtectionLog(int shard, ProtectionCounters counters, ILogger logger)
{
    /// <summary>The least time between two lines.</summary>
    public const int IntervalMs = 60_000;

    private readonly long[] _told = new long[counters.Drops.Length];
    private long _toldCount;
    private long _notBeforeMs;

    public void OnTime(long nowMs)
    {
        long count = counters.DropCount;
        if (count == _toldCount || nowMs < _notBeforeMs)
        {
            return;
        }

        IEnumerable<string> parts =
            from reason in Enumerable.Range(0, _told.Length)
            let more = counters.Drops[reason] - _told[reason]
            where more > 0
            select $"{ProtectionDrops.Name(reason)} {more}";
        logger.LogWarning("shard {Shard}, protection: dropped {Count} datagrams: {Reasons}", shard, count - _toldCount, string.Join(", ", parts));
        counters.Drops.CopyTo(_told, 0);
        _toldCount = count;
        _notBeforeMs = nowMs + IntervalMs;
    }
}
