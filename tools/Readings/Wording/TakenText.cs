using SensorNet.Readings.Devices;

namespace SensorNet.Readings.Wording;

/// <summary>When a reading was taken, where that is not plain from when it arrived.</summary>
public static class TakenText
{
    /// <returns>A few words, and null where the reading was taken as it arrived.</returns>
    /// <param name="taken">When it was taken, by the device's clock.</param>
    /// <param name="received">When it arrived, by this computer's clock.</param>
    /// <param name="zone">The zone of the clock times.</param>
    public static string? Format(DateTimeOffset taken, DateTimeOffset received, TimeZoneInfo zone)
    {
        DateOnly day = ClockText.DayOf(received, zone);
        string when = ClockText.Format(taken, zone, day);
        TimeSpan age = received - taken;
        if (taken < ReadingTime.ClockSetFrom)
        {
            return $"taken {when} by its clock, which was not set";
        }

        if (age < -ReadingTime.DifferenceMax)
        {
            return $"taken {when}, {Units.Duration(-age)} ahead of this clock";
        }

        string ago = ClockText.DayOf(taken, zone) == day ? "" : $", {Units.Duration(age)} ago";
        return age > ReadingTime.DifferenceMax ? $"taken {when}{ago}" : null;
    }
}
