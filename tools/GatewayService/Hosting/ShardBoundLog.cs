using System.Globalization;
using Microsoft.Extensions.Logging;

namespace SensorNet.GatewayService.Hosting;

/// <summary>Logs what a shard has refused at which bound: the first at once, then what came since at most every <see cref="IntervalMs"/>.</summary>
internal sealed class ShardBoundLog(int shard, IReadOnlyList<Bound> bounds, ILogger logger)
{
    /// <summary>The least time between two lines.</summary>
    public const int IntervalMs = 60_000;

    private readonly long[] _told = new long[bounds.Count];
    private long _notBeforeMs;

    /// <summary>When <see cref="OnTime"/> has something to tell; <see cref="long.MaxValue"/> for nothing.</summary>
    public long NextMs
    {
        get
        {
            for (int i = 0; i < _told.Length; i++)
            {
                if (bounds[i].Count() != _told[i])
                {
                    return _notBeforeMs;
                }
            }

            return long.MaxValue;
        }
    }

    public void OnTime(long nowMs)
    {
        if (nowMs < NextMs)
        {
            return;
        }

        List<string> parts = [];
        for (int i = 0; i < _told.Length; i++)
        {
            long count = bounds[i].Count();
            if (count != _told[i])
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count - _told[i]} {bounds[i].Words}"));
                _told[i] = count;
            }
        }

        logger.LogWarning("shard {Shard} has refused {Parts}", shard, string.Join(", ", parts));
        _notBeforeMs = nowMs + IntervalMs;
    }
}
