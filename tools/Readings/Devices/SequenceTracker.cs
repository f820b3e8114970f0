using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Devices;

/// <summary>Finds gaps and restarts in a node's readings.</summary>
public sealed class SequenceTracker
{
    private long? _seq;
    private long? _uptimeMs;
    private bool _linked;

    /// <summary>Readings that were sent, by their numbers, and did not arrive here.</summary>
    public long Missed { get; private set; }

    public int Restarts { get; private set; }

    /// <summary>
    /// The next reading may follow any number of others that this program had no chance to see: a jump forward is
    /// then no gap. A restart still shows.
    /// </summary>
    public void Unlink() => _linked = false;

    /// <param name="reading">The next reading.</param>
    /// <param name="knownMissed">Messages that are known to be missing before it, for a device that numbers messages and not readings.</param>
    public SequenceStep Take(ReportedReading reading, long knownMissed = 0)
    {
        SequenceStep step = Compare(reading);
        if (_linked && knownMissed > 0)
        {
            step = step with { Missed = step.Missed + knownMissed };
        }

        Missed += step.Missed;
        Restarts += step.Restarted ? 1 : 0;
        _seq = reading.Seq ?? (step.Restarted ? null : _seq);
        _uptimeMs = reading.UptimeMs ?? (step.Restarted ? null : _uptimeMs);
        _linked = true;
        return step;
    }

    private SequenceStep Compare(ReportedReading reading)
    {
        bool isSame = reading.Seq == _seq && reading.UptimeMs == _uptimeMs;
        if (isSame)
        {
            return default;
        }

        // Readings of one run keep their order, also when they were held back: what goes back is a new run. But a node that wakes up from deep
        // sleep, each time with a new uptime, counts on.
        bool restarted = reading.Seq <= _seq || (reading.UptimeMs < _uptimeMs && reading.Seq != _seq + 1);
        long missed = _linked && !restarted && reading.Seq > _seq ? reading.Seq.Value - _seq.Value - 1 : 0;
        return new SequenceStep(missed, restarted);
    }
}
