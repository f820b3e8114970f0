using SensorNet.WebView.Hosting;

namespace SensorNet.WebView.Tests.Hosting;

[TestClass]
public sealed class WarningLinesTests
{
    private readonly ManualTime _time = new();
    private readonly List<string> _lines = [];

    [TestMethod]
    public void A_warning_is_one_safe_line()
    {
        new WarningLines(_lines.Add, _time, 5).Write("a\nb\u001b[0m");

        CollectionAssert.AreEqual(new[] { "web view: a\\nb\\u{1B}[0m" }, _lines);
    }

    [TestMethod]
    public void More_than_so_many_in_a_minute_are_counted()
    {
        WarningLines warnings = new WarningLines(_lines.Add, _time, 2);
        for (int i = 0; i < 5; i++)
        {
            warnings.Write($"w{i}");
        }

        _time.Advance(61);
        warnings.Write("w5");
        warnings.Write("w6");

        CollectionAssert.AreEqual(
            new[] { "web view: w0", "web view: w1", "web view: w5 (3 other warnings were not written)", "web view: w6" }, _lines);
    }
}
