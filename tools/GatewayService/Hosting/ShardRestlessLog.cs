using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Text;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Hosting;

/// <summary>Logs that clients change their address again and again: the first at once, then at most a line every <see cref="IntervalMs"/>.</summary>
internal sealed class ShardRestlessLog(int shard, GatewayCounters counters, ILogger logger)
{
    /// <summary>The least time between two lines.</summary>
    public const int IntervalMs = 60_000;

    private long _told;
    private long _notBeforeMs;

    /// <summary>When <see cref="OnTime"/> has something to tell; <see cref="long.MaxValue"/> for nothing.</summary>
    public long NextMs => counters.RestlessClients == _told ? long.MaxValue : _notBeforeMs;

    public void OnTime(long nowMs)
    {
        if (nowMs < NextMs)
        {
            return;
        }

        string id = counters.LastRestlessClientId is { } octets ? LogText.Printable(octets) : "(none)";
        logger.LogWarning(
            "shard {Shard}: {Count} clients changed their address more often than Rates:MovesPerMinute, as two with the same client id do; "
            + "the last was {ClientId}",
            shard, counters.RestlessClients - _told, id);
        _told = counters.RestlessClients;
        _notBeforeMs = nowMs + IntervalMs;
    }
}
