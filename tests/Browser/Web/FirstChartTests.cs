using System.Diagnostics;
using System.Globalization;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>What somebody sees who opens the page.</summary>
[TestClass]
public sealed class FirstChartTests
{
    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task The_first_chart_is_there_soon()
    {
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host);
        await using Tab first = await Tab.OpenAsync(host.Address);
        await first.WaitForChartsAsync();
        await first.DisposeAsync();

        Stopwatch watch = Stopwatch.StartNew();
        await using Tab tab = await Tab.OpenAsync(host.Address);
        await tab.WaitForChartsAsync();
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first chart after {watch.ElapsedMilliseconds} ms"));
        await tab.WaitForChartsAsync(3);
        await tab.WaitForTextAsync("#online", "6 of 7 online");
        tab.AssertClean();
        Assert.IsLessThan(TimeSpan.FromSeconds(20), watch.Elapsed);
    }
}
