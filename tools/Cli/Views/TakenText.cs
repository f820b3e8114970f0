namespace SensorNet.Cli.Views;

/// <summary>When a reading was taken, where that is not plain from when it arrived.</summary>
internal static class TakenText
{
    /// <summary>A reading that arrives this much later than it was taken, or was taken this much after it arrived, says so.</summary>
    private static readonly TimeSpan DifferenceMax = TimeSpan.FromSeconds(5);

    /// <summary>As the firmware has it: a board whose clock was never set counts from 1970.</summary>
    private static readonly DateTimeOffset ClockSetFrom = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <returns>A few words, and null where the reading was taken as it arrived.</returns>
    /// <param name="taken">When it was taken, by the device's clock.</param>
    /// <param name="received">When it arrived, by this computer's clock.</param>
    /// <param name="zone">The zone of the clock times.</param>
    public static string? Format(DateTimeOffset taken, DateTimeOffset received, TimeZoneInfo zone)
    {
        DateOnly day = ClockText.DayOf(received, zone);
        string when = ClockText.Format(taken, zone, day);
        TimeSpan age = received - taken;
        if (taken < ClockSetFrom)
        {
            return $"taken {when} by its clock, which was not set";
        }

        if (age < -DifferenceMax)
        {
            return $"taken {when}, {Units.Duration(-age)} ahead of this clock";
        }

        string ago = ClockText.DayOf(taken, zone) == day ? "" : $", {Units.Duration(age)} ago";
        return age > DifferenceMax ? $"taken {when}{ago}" : null;
    }
}
