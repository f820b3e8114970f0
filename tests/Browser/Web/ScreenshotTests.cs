using Microsoft.Playwright;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>
/// Makes the pictures of the documentation: SENSORNET_SCREENSHOTS=docs/images dotnet test tests/Browser --filter ScreenshotTests. A relative folder
/// is one of the repository; without the variable they are made, looked at and thrown away.
/// </summary>
[TestClass]
public sealed class ScreenshotTests
{
    private const int BytesMax = 200 * 1024;

    [TestMethod]
    public async Task The_pictures_of_the_documentation_are_made()
    {
        string? wanted = Environment.GetEnvironmentVariable("SENSORNET_SCREENSHOTS");
        DirectoryInfo? thrownAway = wanted is null ? Directory.CreateTempSubdirectory("sensornet-pictures-") : null;
        string folder = thrownAway?.FullName ?? Path.Combine(Repository(), wanted!);
        Directory.CreateDirectory(folder);
        await using WebHost host = await WebHost.StartAsync();
        Sample.Fill(host, hours: 6, everySeconds: 20);
        await ShootAsync(host, folder, "web-light", "?span=21600", 1280, 800, ColorScheme.Light);
        await ShootAsync(host, folder, "web-dark", "?span=21600", 1280, 800, ColorScheme.Dark);
        await ShootAsync(host, folder, "web-phone", "?span=21600", 390, 844, ColorScheme.Light);
        await ShootAsync(host, folder, "web-device", "device?d=devices%23kitchen&span=21600", 1280, 800, ColorScheme.Light);
        thrownAway?.Delete(recursive: true);
    }

    private static async Task ShootAsync(WebHost host, string folder, string name, string view, int width, int height, ColorScheme scheme)
    {
        await using Tab tab = await Tab.OpenAsync(host.Address + view, width, height, scheme);
        await tab.WaitForChartsAsync();
        string file = Path.Combine(folder, name + ".png");
        await tab.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        Assert.IsLessThan(BytesMax, (int)new FileInfo(file).Length, name);
        tab.AssertClean();
    }

    private static string Repository()
    {
        DirectoryInfo? at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "Firmware.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is in no folder with Firmware.sln");
    }
}
