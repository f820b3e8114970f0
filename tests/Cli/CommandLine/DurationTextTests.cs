using SensorNet.Cli.CommandLine;

namespace SensorNet.Cli.Tests.CommandLine;

[TestClass]
public sealed class DurationTextTests
{
    [TestMethod]
    [DataRow("500ms", 0.5)]
    [DataRow("30s", 30)]
    [DataRow("1.5s", 1.5)]
    [DataRow("5m", 300)]
    [DataRow("2h", 7_200)]
    [DataRow("1d", 86_400)]
    [DataRow("90", 90)]
    [DataRow("0", 0)]
    public void Durations_are_a_number_and_a_unit(string text, double seconds)
    {
        Assert.IsTrue(DurationText.TryParse(text, out TimeSpan duration));
        Assert.AreEqual(TimeSpan.FromSeconds(seconds), duration);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("s")]
    [DataRow("-1s")]
    [DataRow("+1s")]
    [DataRow("1 s")]
    [DataRow("1S")]
    [DataRow("1e3s")]
    [DataRow("NaN")]
    [DataRow("Infinity")]
    [DataRow("5min")]
    [DataRow("1s1s")]
    [DataRow("99999999999999999999d")]
    public void Anything_else_is_refused(string text) => Assert.IsFalse(DurationText.TryParse(text, out _));

    [TestMethod]
    [DataRow(0, "0s")]
    [DataRow(0.5, "500ms")]
    [DataRow(1, "1s")]
    [DataRow(90, "90s")]
    [DataRow(60, "1m")]
    [DataRow(2_592_000, "30d")]
    public void A_duration_is_written_in_its_largest_whole_unit(double seconds, string text) =>
        Assert.AreEqual(text, DurationText.Format(TimeSpan.FromSeconds(seconds)));
}
