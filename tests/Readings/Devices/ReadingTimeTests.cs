using System.Globalization;
using SensorNet.Readings.Devices;
using SensorNet.Readings.Messages;

namespace SensorNet.Readings.Tests.Devices;

[TestClass]
public sealed class ReadingTimeTests
{
    [TestMethod]
    [DataRow(null, false, "12:00:01", DisplayName = "no time of its own: when it came")]
    [DataRow("2026-03-01T11:00:00Z", false, "11:00:00", DisplayName = "late: its own time")]
    [DataRow("2026-03-01T12:00:06Z", false, "12:00:06", DisplayName = "a little ahead: its own time")]
    [DataRow("2026-03-01T12:00:07Z", false, "12:00:01", DisplayName = "ahead: when it came")]
    [DataRow("1970-01-01T00:00:05Z", false, "12:00:01", DisplayName = "a clock that was not set: when it came")]
    [DataRow("2026-03-01T11:00:00Z", true, "11:00:00", DisplayName = "kept by the broker: its own time")]
    [DataRow(null, true, "", DisplayName = "kept by the broker without a time: nobody knows")]
    [DataRow("1970-01-01T00:00:05Z", true, "", DisplayName = "kept by the broker, a clock that was not set: nobody knows")]
    public void A_reading_is_of_its_own_time_where_that_can_be_believed(string? taken, bool isRetained, string expected)
    {
        DateTimeOffset? own = taken is null ? null : DateTimeOffset.Parse(taken, CultureInfo.InvariantCulture);
        WatchedMessage message = Received.Text("devices/a/readings", "{}", retained: isRetained);

        DateTimeOffset? time = ReadingTime.Of(ReportedReading.Of([], own), message);

        Assert.AreEqual(expected, time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "");
    }
}
