using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Devices;

/// <summary>Tells which readings say how often a device measures.</summary>
internal sealed class ReadingRounds
{
    private readonly HashSet<string> _round = new(StringComparer.Ordinal);
    private DateTimeOffset? _lastTime;
    private DateTimeOffset _lastUtc;

    /// <summary>
    /// False for a part that completes what came just before it, and for a reading that was held back and came in a burst.
    /// </summary>
    /// <param name="reading">The next reading.</param>
    /// <param name="isPart">It has a part of the device's quantities.</param>
    /// <param name="receivedUtc">When it came.</param>
    public bool Begins(ReportedReading reading, bool isPart, DateTimeOffset receivedUtc)
    {
        bool isHeldBack = IsHeldBack(reading, receivedUtc);
        _lastTime = reading.Time;
        _lastUtc = receivedUtc;
        return IsNewRound(reading, isPart) && !isHeldBack;
    }

    /// <summary>
    /// Its time is clearly before now, and it came sooner after the last one than it was taken after that: with a slow clock it does not.
    /// </summary>
    private bool IsHeldBack(ReportedReading reading, DateTimeOffset receivedUtc) =>
        reading.Time is { } time
        && time >= ReadingTime.ClockSetFrom
        && receivedUtc - time > ReadingTime.DifferenceMax
        && _lastTime is { } lastTime
        && time - lastTime > (receivedUtc - _lastUtc) * 2;

    /// <summary>A device that sends each quantity by itself has measured again when one of them comes again.</summary>
    private bool IsNewRound(ReportedReading reading, bool isPart)
    {
        bool isNew = !isPart || _round.Count == 0 || reading.Quantities.Any(quantity => _round.Contains(quantity.Name));
        if (isNew)
        {
            _round.Clear();
        }

        foreach (ReadingValue quantity in reading.Quantities)
        {
            if (_round.Count < DeviceState.ValuesMax)
            {
                _round.Add(quantity.Name);
            }
        }

        return isNew;
    }
}
