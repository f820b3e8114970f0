using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Devices;

/// <summary>When a reading was taken: by the device's clock where it can be believed.</summary>
public static class ReadingTime
{
    /// <summary>Clocks that differ by no more are taken for the same, and so is a message's way.</summary>
    public static readonly TimeSpan DifferenceMax = TimeSpan.FromSeconds(5);

    /// <summary>As the firmware has it: a board whose clock was never set counts from 1970.</summary>
    public static readonly DateTimeOffset ClockSetFrom = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>
    /// The device's own time, unless its clock was not set or is ahead; else when it arrived, unless it was retained: then nobody knows, and it is
    /// null.
    /// </returns>
    /// <param name="reading">The reading.</param>
    /// <param name="message">What it came in.</param>
    public static DateTimeOffset? Of(ReportedReading reading, WatchedMessage message)
    {
        bool isBelieved = reading.Time >= ClockSetFrom && reading.Time <= message.ReceivedUtc + DifferenceMax;
        return isBelieved ? reading.Time
            : message.Retained ? null
            : message.ReceivedUtc;
    }
}
