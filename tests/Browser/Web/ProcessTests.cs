using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using SensorNet.Browser.Tests.Web.Support;

namespace SensorNet.Browser.Tests.Web;

/// <summary>The <c>sensornet</c> command as people start it, with Mosquitto and emulated nodes.</summary>
[TestClass]
public sealed class ProcessTests
{
    private const string List = "#devices tbody";

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public async Task The_demo_shows_live_charts()
    {
        Stopwatch watch = Stopwatch.StartNew();
        using SensorNetProcess demo = new SensorNetProcess("demo", "--web", "--web-port", "0");
        string address = await demo.WebAddressAsync();
        TimeSpan listening = watch.Elapsed;
        await using Tab tab = await Tab.OpenAsync(address);
        await tab.WaitForChartsAsync();
        TestContext.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"listens after {listening.TotalSeconds:0.0} s, first chart after {watch.Elapsed.TotalSeconds:0.0} s"));
        await tab.WaitForTextAsync(List, "online");
        await tab.WaitForTextAsync(".figures tbody", "2");
        tab.AssertClean();
    }

    [TestMethod]
    public async Task Nodes_brokers_and_the_process_itself_fail_and_come_back()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        int port = FreePorts.Next();
        SensorNetProcess watch = Watch(broker, port);
        await watch.WebAddressAsync();
        await using Tab tab = await Tab.OpenAsync($"http://127.0.0.1:{port}/");
        using NodeProcess first = new NodeProcess(broker, "attic");
        using NodeProcess second = new NodeProcess(broker, "cellar");
        await tab.WaitForTextAsync("#online", "2 of 2 online");
        await tab.WaitForChartsAsync(3);

        // The broker tells of a node that was killed by its will.
        first.Kill();
        await tab.WaitForTextAsync($"{List} tr:has-text('attic')", "offline");
        await tab.WaitForTextAsync("#online", "1 of 2 online");
        tab.AssertClean();

        await broker.StopAsync();
        await tab.WaitForTextAsync("#broker-problem", "No connection to the broker since");
        await broker.StartAsync();
        await tab.WaitForTextAsync("#broker-state", "connected");
        await Assertions.Expect(tab.Page.Locator("#broker-problem")).ToHaveCountAsync(0);
        await tab.WaitForAsync(
            "() => [...document.querySelectorAll('#devices tbody tr')].some(row => /cellar.*online.*[0-3]s/s.test(row.textContent))");

        watch.Dispose();
        await Assertions.Expect(tab.Page.Locator("#connection")).ToBeVisibleAsync();
        using SensorNetProcess again = Watch(broker, port);
        await tab.WaitForTextAsync("#online", "1 of 1 online");
        await Assertions.Expect(tab.Page.Locator("#connection")).ToBeHiddenAsync();
    }

    [TestMethod]
    public async Task A_node_answers_a_command_from_the_page()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        int port = FreePorts.Next();
        using SensorNetProcess watch = Watch(broker, port, "--allow-commands");
        await watch.WebAddressAsync();
        using NodeProcess node = new NodeProcess(broker, "attic");
        await using Tab tab = await Tab.OpenAsync($"http://127.0.0.1:{port}/device?d=devices%23attic");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Show settings" }).ClickAsync();
        await tab.Page.FillAsync("#command-text", "intervalMs");
        await tab.Page.ClickAsync("#command-send");
        await tab.WaitForTextAsync("#command-outcome", "Show settings: done");
        await tab.WaitForTextAsync("#command-outcome", "1000");
        await tab.WaitForTextAsync(".log tbody", "command 'get intervalMs' done");
        tab.AssertClean();
    }

    private static SensorNetProcess Watch(MosquittoBroker broker, int port, params string[] more) => new(
        ["watch", "--broker", broker.Address, "--web", "--web-port", port.ToString(CultureInfo.InvariantCulture), .. more]);
}
