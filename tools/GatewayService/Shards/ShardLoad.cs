using Microsoft.Extensions.Logging;
using SensorNet.GatewayService.Transport.Udp;

namespace SensorNet.GatewayService.Shards;

/// <summary>
/// How much of a core a shard's thread uses, looked at now and then. A shard that uses nearly all of one is said: the operator can give the gateway
/// more of them.
/// </summary>
/// <param name="shard">The shard's number.</param>
/// <param name="shards">How many there are.</param>
/// <param name="logger">Where it is said.</param>
/// <param name="threadCpuMs">The processor time of the thread that asks, in milliseconds; less than 0 where the system does not tell.</param>
internal sealed class ShardLoad(int shard, int shards, ILogger logger, Func<double> threadCpuMs)
{
    /// <summary>The share of a core, in percent, from which on a shard is saturated.</summary>
    public const int SaturatedPercent = 80;

    /// <summary>The time between two looks, in milliseconds, over which the share is taken.</summary>
    public const int LookIntervalMs = 60_000;

    /// <summary>The least time between two lines, in milliseconds.</summary>
    public const int SayIntervalMs = 600_000;

    private long _lookedMs = -1;
    private double _cpuMs;
    private long _saidMs = long.MinValue / 2;

    /// <summary>The processor time of the calling thread, in milliseconds; −1 where the system does not tell.</summary>
    public static unsafe double OfThisThread()
    {
        if (!OperatingSystem.IsLinux())
        {
            return -1;
        }

        nint* time = stackalloc nint[2];
        return Libc.GetTime(Libc.ThreadCpuClock, time) == 0 ? (time[0] * 1e3) + (time[1] / 1e6) : -1;
    }

    /// <summary>On the shard's thread, as often as one likes.</summary>
    public void OnTime(long nowMs)
    {
        if (_lookedMs >= 0 && nowMs - _lookedMs < LookIntervalMs)
        {
            return;
        }

        double cpuMs = threadCpuMs();
        if (_lookedMs >= 0 && cpuMs >= 0)
        {
            Say(nowMs, (cpuMs - _cpuMs) * 100 / (nowMs - _lookedMs));
        }

        _lookedMs = nowMs;
        _cpuMs = cpuMs;
    }

    private void Say(long nowMs, double percent)
    {
        if (percent < SaturatedPercent || nowMs - _saidMs < SayIntervalMs)
        {
            return;
        }

        _saidMs = nowMs;
        logger.LogWarning(
            "shard {Shard} used {Percent:0} % of a core in the last {Seconds} s: with more shards than {Shards} (Gateway:Shards) its clients are "
            + "spread, where the machine has cores to spare",
            shard, percent, LookIntervalMs / 1000, shards);
    }
}
