namespace SensorNet.Readings.Messages;

/// <summary>One reading as a device sends it. Whatever the device left out is null. The values keep the digits that were sent.</summary>
/// <param name="Seq">Counts the device's readings; a jump is a gap.</param>
/// <param name="UptimeMs">Milliseconds since the device started.</param>
/// <param name="Time">When the reading was taken, by the device's clock.</param>
/// <param name="Quantities">The measured values, in the order sent.</param>
/// <param name="Others">What is in the message besides.</param>
public sealed record ReportedReading(
    long? Seq, long? UptimeMs, DateTimeOffset? Time, IReadOnlyList<ReadingValue> Quantities, IReadOnlyList<JsonField> Others)
{
    /// <summary>°C.</summary>
    public decimal? Temperature => Find(ReadingValue.Temperature);

    /// <summary>%RH.</summary>
    public decimal? Humidity => Find(ReadingValue.Humidity);

    /// <summary>hPa.</summary>
    public decimal? Pressure => Find(ReadingValue.Pressure);

    /// <summary>Quantities and nothing else.</summary>
    public static ReportedReading Of(IReadOnlyList<ReadingValue> quantities, DateTimeOffset? time = null) => new(null, null, time, quantities, []);

    private decimal? Find(string name)
    {
        foreach (ReadingValue quantity in Quantities)
        {
            if (quantity.Name == name)
            {
                return quantity.Value;
            }
        }

        return null;
    }
}
