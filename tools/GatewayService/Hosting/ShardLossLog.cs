using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>Logs what a shard has lost: the first at once, then what was lost since at most every <see cref="IntervalMs"/>.</summary>
internal sealed class ShardLossLog(int shard, GatewayCounters counters, ILogger logger)
{
    /// <summary>The least time between two lines.</summary>
    public const int IntervalMs = 60_000;

    private readonly long[] _told = new long[LossReasons.Count];
    private long _toldCount;
    private long _notBeforeMs;

    /// <summary>When <see cref="OnTime"/> has something to tell; <see cref="long.MaxValue"/> where nothing was lost.</summary>
    public long NextMs => counters.LossCount == _toldCount ? long.MaxValue : _notBeforeMs;

    public void OnTime(long nowMs)
    {
        if (nowMs < NextMs)
        {
            return;
        }

        string parts = LossText.Parts(Enum.GetValues<LossReason>(), reason => counters.Losses[(int)reason] - _told[(int)reason]);
        logger.LogWarning(
            "shard {Shard} has lost {Count}: {Reasons}; the last with client {Client}",
            shard, counters.LossCount - _toldCount, parts, counters.LastLossClientId is { } id ? LogText.Printable(id) : "(none)");
        _toldCount = counters.LossCount;
        counters.Losses.CopyTo(_told, 0);
        _notBeforeMs = nowMs + IntervalMs;
    }
}
