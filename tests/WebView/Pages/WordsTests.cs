using SensorNet.Readings.Devices;
using SensorNet.WebView.Commands;
using SensorNet.WebView.Live;
using SensorNet.WebView.Parts;

namespace SensorNet.WebView.Tests.Pages;

[TestClass]
public sealed class WordsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow("")]
    [DataRow("online")]
    [DataRow("offline")]
    [DataRow("missing")]
    [DataRow("other")]
    [DataRow("unknown")]
    public void A_choice_of_status_is_the_filter_that_it_stands_for(string value) =>
        Assert.AreEqual(value, StatusChoice.Of(StatusChoice.Apply(new RowFilter { Status = DeviceStatus.Other, IsMissingOnly = true }, value)));

    [TestMethod]
    public void What_is_the_matter_with_the_broker_is_said_with_its_time_and_the_next_attempt()
    {
        ConnectionInfo waiting = new ConnectionInfo(ConnectionKind.Waiting, Noon, "connection refused", Noon.AddSeconds(8));
        Assert.AreEqual(
            "No connection to the broker since 12:00:00: connection refused. The values are those from before.",
            ConnectionText.Problem(waiting, TimeZoneInfo.Utc));
        Assert.AreEqual("Next attempt in 5.0 s.", ConnectionText.Next(waiting, Noon.AddSeconds(3)));
        Assert.AreEqual("Trying now.", ConnectionText.Next(waiting, Noon.AddSeconds(9)));
        Assert.IsNull(ConnectionText.Problem(new ConnectionInfo(ConnectionKind.Connected, Noon, "", null), TimeZoneInfo.Utc));
    }

    [TestMethod]
    public void What_tells_a_device_from_others_is_in_its_first_line()
    {
        Fleet fleet = new Fleet();
        fleet.Send("site/1/kitchen/status", "online");
        Assert.AreEqual("kitchen", ShownName.Short(fleet.Row("kitchen")));
        Assert.AreEqual("SensorNet", ShownName.Rest(fleet.Row("kitchen")));
        fleet.Send("devices/attic/status", "online");
        Assert.AreEqual("kitchen", ShownName.Short(fleet.Row("kitchen")));
        Assert.AreEqual("site/1 · SensorNet", ShownName.Rest(fleet.Row("kitchen")));
    }

    [TestMethod]
    public void A_command_takes_its_words_from_the_form()
    {
        Assert.AreSequenceEqual(["a", "b", "c"], new CommandForm(PageCommandKind.Get) { Text = "a, b\n c" }.ToCommand().Arguments);
        Assert.AreSequenceEqual(
            ["name=two words", "x=1"], new CommandForm(PageCommandKind.Set) { Text = "name=two words\r\n\r\n  x=1 \n" }.ToCommand().Arguments);
        Assert.IsEmpty(new CommandForm(PageCommandKind.Reboot) { Text = "now" }.ToCommand().Arguments);
        Assert.IsNotNull(new CommandForm(PageCommandKind.Get) { Text = string.Join(' ', Enumerable.Repeat("x", 99)) }.ToCommand().Problem);
    }
}
