using Microsoft.Playwright;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>What is seen, as a file.</summary>
[TestClass]
public sealed class CsvTests
{
    [TestMethod]
    public async Task The_readings_in_view_are_downloaded()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 1, everySeconds: 60);
        await using Tab tab = await Tab.OpenAsync(host.Address + "?d=devices%23kitchen&d=devices%23attic");
        await tab.WaitForChartsAsync(3);
        IDownload file = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.ClickAsync("#csv"));
        Assert.EndsWith(".csv", file.SuggestedFilename);
        string[] lines = await File.ReadAllLinesAsync((await file.PathAsync())!);
        Assert.IsTrue(lines.Any(line => line.Contains("kitchen", StringComparison.Ordinal)), lines[0]);
        Assert.IsTrue(lines.Any(line => line.Contains("attic", StringComparison.Ordinal)), lines[0]);
        Assert.IsFalse(lines.Any(line => line.Contains("garden", StringComparison.Ordinal)));
        Assert.IsGreaterThan(2 * 3 * 13, lines.Length);
        tab.AssertClean();
    }
}
