using SensorNet.Readings.Wording;

namespace SensorNet.Readings.Tests.Wording;

[TestClass]
public sealed class UnitsTests
{
    [TestMethod]
    [DataRow(-5, "0s")]
    [DataRow(0, "0s")]
    [DataRow(59.9, "59s")]
    [DataRow(60, "1m")]
    [DataRow(3_599, "59m")]
    [DataRow(3_600, "1h")]
    [DataRow(86_399, "23h")]
    [DataRow(864_000, "10d")]
    public void Ages_are_three_characters(double seconds, string shown) =>
        Assert.AreEqual(shown, Units.Age(TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    [DataRow(1.25, "1.3 s")]
    [DataRow(119, "119 s")]
    [DataRow(120, "2 min")]
    [DataRow(72 * 3_600, "72 h")]
    [DataRow(100 * 3_600, "4 d")]
    public void Durations_have_the_unit_that_reads_best(double seconds, string shown) =>
        Assert.AreEqual(shown, Units.Duration(TimeSpan.FromSeconds(seconds)));

    [TestMethod]
    [DataRow(0, "1000/s")]
    [DataRow(0.1, "10/s")]
    [DataRow(0.3, "3.3/s")]
    [DataRow(1, "60/min")]
    [DataRow(8, "7.5/min")]
    [DataRow(60, "1/min")]
    [DataRow(120, "30/h")]
    [DataRow(3_600, "1/h")]
    [DataRow(86_400, "1/d")]
    public void Rates_have_the_unit_that_reads_best(double intervalSeconds, string shown) =>
        Assert.AreEqual(shown, Units.Rate(TimeSpan.FromSeconds(intervalSeconds)));
}
