using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using SensorNet.Browser.Tests.Web.Support;
using SensorNet.WebView.Commands;
using SensorNet.WebView.Live;

namespace SensorNet.Browser.Tests.Web;

/// <summary>Commands from the page.</summary>
[TestClass]
public sealed class CommandTests
{
    private const string Kitchen = "device?d=devices%23kitchen";

    [TestMethod]
    public async Task Without_leave_there_is_nothing_to_press()
    {
        await using WebHost host = await WebHost.StartAsync();
        Node(host);
        await using Tab tab = await Tab.OpenAsync(host.Address + Kitchen);
        await tab.WaitForTextAsync("h1", "kitchen");
        await Assertions.Expect(tab.Page.Locator("#commands")).ToHaveCountAsync(0);
    }

    [TestMethod]
    public async Task A_command_is_confirmed_and_its_answer_is_shown()
    {
        Recorder recorder = new Recorder();
        await using WebHost host = await WebHost.StartAsync(commands: recorder);
        Node(host);
        await using Tab tab = await Tab.OpenAsync(host.Address + Kitchen);
        await PressAsync(tab, "Reboot");
        await Assertions.Expect(tab.Page.Locator("dialog")).ToContainTextAsync("Reboot: kitchen");
        AxeResult found = await tab.Page.RunAxe();
        Assert.IsEmpty(found.Violations, string.Join('\n', found.Violations.Select(violation => violation.Help)));
        await PressAsync(tab, "Cancel");
        await Assertions.Expect(tab.Page.Locator("dialog")).ToBeHiddenAsync();
        Assert.IsEmpty(recorder.Sent);

        await PressAsync(tab, "Change settings");
        await tab.Page.FillAsync("#command-text", "intervalMs=5000\nname=a <b>bold</b> node\n");
        await PressAsync(tab, "Send");
        await tab.WaitForTextAsync("#command-outcome", "Change settings: done");
        await tab.WaitForTextAsync("#command-outcome", "kept <i>these</i>");
        (DeviceKey device, PageCommand command) = recorder.Sent.Single();
        Assert.AreEqual(new DeviceKey("devices", "kitchen"), device);
        Assert.AreEqual(PageCommandKind.Set, command.Kind);
        Assert.AreSequenceEqual(["intervalMs=5000", "name=a <b>bold</b> node"], command.Arguments);
        tab.AssertClean();
    }

    [TestMethod]
    public async Task Why_a_command_was_not_done_is_shown_and_the_dialog_is_for_the_keyboard()
    {
        Recorder recorder = new Recorder { Outcome = CommandOutcome.Failed("the node does not answer") };
        await using WebHost host = await WebHost.StartAsync(commands: recorder);
        Node(host);
        await using Tab tab = await Tab.OpenAsync(host.Address + Kitchen);
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Reboot" }).FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("#command-send")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(tab.Page.GetByRole(AriaRole.Button, new() { Name = "Reboot" })).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page.Locator("#command-send")).ToBeFocusedAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.WaitForTextAsync("#command-outcome", "Reboot: not done");
        await tab.WaitForTextAsync("#command-outcome", "the node does not answer");
    }

    private static void Node(WebHost host)
    {
        host.Status("kitchen", "online");
        host.Send("devices/kitchen/info", "{\"firmware\":\"0.9.0\"}", retained: true);
        host.Reading("kitchen", 1, 20.5);
    }

    private static Task PressAsync(Tab tab, string name) => tab.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private sealed class Recorder : INodeCommands
    {
        public List<(DeviceKey Device, PageCommand Command)> Sent { get; } = [];

        public CommandOutcome Outcome { get; init; } = new(true, ["kept <i>these</i>"]);

        public Task<CommandOutcome> SendAsync(DeviceKey device, PageCommand command, CancellationToken cancellation)
        {
            Sent.Add((device, command));
            return Task.FromResult(Outcome);
        }
    }
}
