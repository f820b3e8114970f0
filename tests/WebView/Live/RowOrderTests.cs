using SensorNet.Readings.Devices;
using SensorNet.WebView.Live;

namespace SensorNet.WebView.Tests.Live;

[TestClass]
public sealed class RowOrderTests
{
    private static readonly DeviceRow[] Rows =
    [
        Row("attic", DeviceStatus.Online) with { Age = TimeSpan.FromSeconds(1), Interval = TimeSpan.FromSeconds(1), Missed = 3 },
        Row("barn", DeviceStatus.Offline) with { Age = TimeSpan.FromHours(1), Interval = TimeSpan.FromSeconds(60) },
        Row("cellar", DeviceStatus.Unknown) with { System = "Tasmota" },
        Row("den", DeviceStatus.Online) with { IsMissing = true, Age = TimeSpan.FromSeconds(90), Interval = TimeSpan.FromSeconds(10) },
    ];

    [TestMethod]
    public void A_filter_that_is_too_long_is_cut() =>
        Assert.AreEqual(new string('a', RowFilter.TextCharsMax), new RowFilter { Text = new string('a', RowFilter.TextCharsMax + 1) }.Text);

    [TestMethod]
    [DataRow(RowSort.Name, false, false, "attic barn cellar den")]
    [DataRow(RowSort.Name, true, false, "den cellar barn attic")]
    [DataRow(RowSort.Name, false, true, "barn den attic cellar")]
    [DataRow(RowSort.Name, true, true, "barn den cellar attic")]
    [DataRow(RowSort.Status, false, false, "cellar barn attic den")]
    [DataRow(RowSort.System, true, false, "cellar attic barn den")]
    [DataRow(RowSort.Age, false, false, "barn den attic cellar")]
    [DataRow(RowSort.Rate, false, false, "attic den barn cellar")]
    [DataRow(RowSort.Missed, false, false, "attic barn cellar den")]
    public void Devices_are_sorted(RowSort sort, bool isReversed, bool troubleFirst, string expected) =>
        Assert.AreEqual(expected, Names(new RowOrder(sort, isReversed, troubleFirst).Apply(Rows, new RowFilter())));

    [TestMethod]
    [DataRow("", "attic barn cellar den")]
    [DataRow("TEMP", "attic barn cellar den")]
    [DataRow("tasm", "cellar")]
    [DataRow("offl", "barn")]
    [DataRow("online den", "den")]
    [DataRow("nothing", "")]
    public void Devices_are_filtered_by_text(string text, string expected) =>
        Assert.AreEqual(expected, Names(new RowOrder().Apply(Rows, new RowFilter { Text = text })));

    [TestMethod]
    public void Devices_are_filtered_by_status_system_and_silence()
    {
        Assert.AreEqual("attic den", Names(new RowOrder().Apply(Rows, new RowFilter { Status = DeviceStatus.Online })));
        Assert.AreEqual("cellar", Names(new RowOrder().Apply(Rows, new RowFilter { System = "Tasmota" })));
        Assert.AreEqual("den", Names(new RowOrder().Apply(Rows, new RowFilter { IsMissingOnly = true })));
    }

    private static string Names(IEnumerable<DeviceRow> rows) => string.Join(' ', rows.Select(row => row.Name));

    private static DeviceRow Row(string name, DeviceStatus status) => new(new DeviceKey("devices", name), name)
    {
        System = "SensorNet",
        Status = status,
        StatusText = status == DeviceStatus.Unknown ? "" : status == DeviceStatus.Online ? "online" : "offline",
        IsMissing = false,
        Values = [new QuantityValue("temperature", "temperature", 20, "20", "°C")],
        Age = null,
        Interval = null,
        Missed = 0,
        Restarts = 0,
        Unreadable = 0,
        Notes = "",
    };
}
