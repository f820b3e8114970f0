using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace SensorNet.Browser.Tests;

/// <summary>The whole way of a person with a phone, from a board without settings to one that sends.</summary>
[TestClass]
public sealed class SetUpPageTests
{
    [TestMethod]
    public async Task A_sensor_node_without_settings_is_set_up_from_a_phone()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using SetUpBoard board = new(SensorNode.Program.Main);
        string pin = await board.WaitForPinAsync();
        Assert.AreEqual(pin, board.Board.Wifi.OwnAccessPoint!.Password);
        Assert.AreEqual("http://192.168.4.1/", board.Board.CaptivePortalUrl);
        await using Phone phone = await Phone.JoinAsync(board);

        // What Android asks for to find out whether it is online.
        await phone.Page.GotoAsync("http://connectivitycheck.gstatic.com/generate_204");
        Assert.AreEqual("http://192.168.4.1/", phone.Page.Url);
        Assert.AreEqual("there are no valid settings on the board", await phone.ProblemAsync("reason"));
        Assert.AreEqual(1, await phone.Page.GetByLabel("<i>neighbour</i>").CountAsync());

        await phone.Page.GetByLabel("house", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await phone.Page.FillAsync("#wifiPassword", "house-password");
        await phone.Page.FillAsync("#brokerHost", "http://127.0.0.1");
        await phone.Page.FillAsync("#brokerPort", broker.Port.ToString(CultureInfo.InvariantCulture));
        await phone.Page.FillAsync("#intervalMs", "1000");
        await phone.Page.FillAsync("#deviceId", "kitchen");
        await phone.Page.FillAsync("#pin", pin);
        await phone.SaveAsync();
        Assert.AreEqual(
            "\"http://127.0.0.1\" is not allowed; allowed is a name or an IPv4 address alone, without a scheme, a port or spaces",
            await phone.ProblemAsync("e-brokerHost"));
        Assert.AreEqual("kitchen", await phone.Page.InputValueAsync("#deviceId"));

        await phone.Page.FillAsync("#brokerHost", "127.0.0.1");
        await phone.Page.FillAsync("#wifiPassword", "house-password");
        await phone.Page.FillAsync("#pin", "00000000");
        await phone.SaveAsync();
        Assert.StartsWith("this is not the board's PIN", await phone.ProblemAsync("e-pin"));
        Assert.IsFalse(File.Exists(board.Board.Flash.HostPath(@"I:\sensornet.json")));

        await SaveWithPinAsync(phone, pin, "house-password");
        await board.WaitForAsync("restarted as a station: to try the settings of the set-up page");
        await board.WaitForAsync("the first reading is sent", () => broker.Output);
        Assert.AreEqual(3, board.Boots);
        Assert.IsNull(board.Board.Wifi.OwnAccessPoint);
    }

    [TestMethod]
    public async Task Settings_that_do_not_work_bring_the_page_back_with_the_reason()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using SetUpBoard board = new(SensorNode.Program.Main);
        string pin = await board.WaitForPinAsync();
        await using Phone phone = await Phone.JoinAsync(board);
        await phone.Page.GotoAsync("http://192.168.4.1/");
        await phone.Page.GetByLabel("house", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await phone.Page.FillAsync("#brokerHost", "127.0.0.1");
        await phone.Page.FillAsync("#brokerPort", FreePorts.Next().ToString(CultureInfo.InvariantCulture));
        await phone.Page.FillAsync("#wifiPassword", "house-password");
        await SaveWithPinAsync(phone, pin, "house-password");

        Assert.AreEqual(pin, await board.WaitForPinAsync(openings: 2));
        await phone.Page.GotoAsync("http://192.168.4.1/");
        Assert.Contains("Wi-Fi works, but the broker 127.0.0.1:", await phone.ProblemAsync("reason"));
        Assert.IsTrue(await phone.Page.GetByLabel("house", new PageGetByLabelOptions { Exact = true }).IsCheckedAsync());

        // The password stays with its network, without being shown.
        Assert.AreEqual("", await phone.Page.InputValueAsync("#wifiPassword"));
        await phone.Page.FillAsync("#brokerPort", broker.Port.ToString(CultureInfo.InvariantCulture));
        await SaveWithPinAsync(phone, pin, "");
        await board.WaitForAsync("the first reading is sent", () => broker.Output);
        Assert.Contains("\"wifiPassword\": \"house-password\"", board.Settings);
    }

    [TestMethod]
    public async Task The_gateway_and_the_constrained_node_have_their_own_settings_on_the_page()
    {
        (Action Main, string Key)[] firmwares = [(GatewayNode.Program.Main, "udpPort"), (ConstrainedNode.Program.Main, "gatewayHost")];
        foreach ((Action main, string own) in firmwares)
        {
            using SetUpBoard board = new(main);
            string pin = await board.WaitForPinAsync();
            await using Phone phone = await Phone.JoinAsync(board);
            await phone.Page.GotoAsync("http://192.168.4.1/");
            Assert.AreEqual(1, await phone.Page.Locator("#" + own).CountAsync());
            await phone.Page.GetByLabel("house", new PageGetByLabelOptions { Exact = true }).CheckAsync();
            if (await phone.Page.Locator("#brokerHost").CountAsync() == 1)
            {
                await phone.Page.FillAsync("#brokerHost", "127.0.0.1");
            }

            await phone.Page.FillAsync("#wifiPassword", "house-password");
            await SaveWithPinAsync(phone, pin, "house-password");
            await board.WaitForAsync("restarted as a station: to try the settings of the set-up page");
        }
    }

    [TestMethod]
    public async Task Connections_over_which_nothing_comes_do_not_keep_the_page_from_a_browser()
    {
        using SetUpBoard board = new(SensorNode.Program.Main);
        await board.WaitForPinAsync();
        List<System.Net.Sockets.TcpClient> silent = [];
        for (int i = 0; i < 8; i++)
        {
            silent.Add(new System.Net.Sockets.TcpClient("127.0.0.1", board.PagePort));
        }

        await using Phone phone = await Phone.JoinAsync(board);
        await phone.Page.GotoAsync("http://192.168.4.1/", new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        Assert.AreEqual("SensorNet set-up", await phone.Page.TitleAsync());
        silent.ForEach(client => client.Dispose());
    }

    // After a wrong PIN there is a wait, which the page tells.
    private static async Task SaveWithPinAsync(Phone phone, string pin, string wifiPassword)
    {
        Stopwatch watch = Stopwatch.StartNew();
        do
        {
            await phone.Page.FillAsync("#wifiPassword", wifiPassword);
            await phone.Page.FillAsync("#pin", pin);
            await phone.SaveAsync();
            if (await phone.Page.Locator("#saved").CountAsync() == 1)
            {
                return;
            }
        }
        while ((await phone.ProblemAsync("e-pin")).StartsWith("wait for ", StringComparison.Ordinal) && watch.Elapsed < Wait.Patience);

        Assert.Fail(await phone.Page.InnerTextAsync("body"));
    }
}
