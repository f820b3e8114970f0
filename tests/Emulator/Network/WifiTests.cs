using System.Device.Wifi;
using System.Net.NetworkInformation;
using nanoFramework.Networking;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Network;

/// <summary>Joining networks, being refused, losing them, and the date.</summary>
[TestClass]
public sealed class WifiTests
{
    private static readonly WifiOptions s_nothingStored = new()
    {
        StoredSsid = string.Empty,
        StoredPassword = string.Empty,
        AutoConnect = false,
        ConnectDelay = TimeSpan.FromMilliseconds(5),
        AccessPoints = [new AccessPoint("home", "secret", -70), new AccessPoint("guests", string.Empty, -90)],
    };

    [TestMethod]
    public void Right_credentials_give_an_address_and_are_stored()
    {
        using Board board = TestBoards.Create(wifi: s_nothingStored);

        Assert.IsTrue(board.Run(() => WifiNetworkHelper.ConnectDhcp("home", "secret")));

        Assert.AreEqual(NetworkHelperStatus.NetworkIsReady, board.Run(() => WifiNetworkHelper.Status));
        StringAssert.StartsWith(board.Wifi.Address, "192.168.4.");
        Wireless80211Configuration stored = board.Run(() => Wireless80211Configuration.GetAllWireless80211Configurations()[0]);
        Assert.AreEqual("home", stored.Ssid);
        Assert.AreEqual("secret", stored.Password);
    }

    [TestMethod]
    [DataRow("home", "wrong")]
    [DataRow("nowhere", "secret")]
    public void Wrong_credentials_wait_until_the_token_expires(string ssid, string password)
    {
        using Board board = TestBoards.Create(wifi: s_nothingStored);
        using CancellationTokenSource token = new(100);

        Assert.IsFalse(board.Run(() => WifiNetworkHelper.ConnectDhcp(ssid, password, token: token.Token)));

        Assert.AreEqual(NetworkHelperStatus.TokenExpiredWaitingIPAddress, board.Run(() => WifiNetworkHelper.Status));
        Assert.IsNull(board.Wifi.Address);
    }

    [TestMethod]
    [DataRow("home", "secret", WifiConnectionStatus.Success)]
    [DataRow("home", "wrong", WifiConnectionStatus.InvalidCredential)]
    [DataRow("nowhere", "secret", WifiConnectionStatus.NetworkNotAvailable)]
    [DataRow("guests", "", WifiConnectionStatus.Success)]
    public void Adapter_says_why_it_was_refused(string ssid, string password, WifiConnectionStatus status)
    {
        using Board board = TestBoards.Create(wifi: s_nothingStored);

        Assert.AreEqual(
            status, board.Run(() => WifiAdapter.FindAllAdapters()[0].Connect(ssid, WifiReconnectionKind.Manual, password).ConnectionStatus));
    }

    [TestMethod]
    public void Failed_connect_may_be_called_again()
    {
        using Board board = TestBoards.Create(wifi: s_nothingStored);
        board.Wifi.Drop();
        using CancellationTokenSource token = new(50);
        Assert.IsFalse(board.Run(() => WifiNetworkHelper.ConnectDhcp("home", "secret", token: token.Token)));

        board.Wifi.Restore();

        Assert.IsTrue(board.Run(() => WifiNetworkHelper.ConnectDhcp("home", "secret")));
    }

    [TestMethod]
    public void Blocked_SNTP_fails_a_connect_that_wants_the_date_although_the_network_is_up()
    {
        using Board board = TestBoards.Create(sntpBlocked: true);
        using CancellationTokenSource token = new(400);

        Assert.IsFalse(board.Run(() => WifiNetworkHelper.ConnectDhcp(
            WifiOptions.DefaultAccessPoint.Ssid, WifiOptions.DefaultAccessPoint.Password, requiresDateTime: true, token: token.Token)));

        Assert.AreEqual(NetworkHelperStatus.TokenExpiredWaitingDateTime, board.Run(() => WifiNetworkHelper.Status));
        Assert.IsTrue(board.Wifi.IsUp);
        Assert.AreEqual(1970, board.Clock.UtcNow.Year);
        board.Clock.SntpBlocked = false;
        Eventually.Holds(() => board.Clock.IsSet, "SNTP sets the clock");
    }

    [TestMethod]
    public void SNTP_sets_the_clock_some_time_after_the_network_is_up()
    {
        JumpingTimeProvider time = new();
        using Board board = new(new BoardOptions { TimeProvider = time, SntpDelay = TimeSpan.FromSeconds(3), Wifi = s_nothingStored });
        board.Run(() => WifiNetworkHelper.ConnectDhcp("home", "secret"));
        Assert.IsFalse(board.Clock.IsSet);
        time.AdvanceMs(2_990);
        Assert.IsFalse(board.Clock.IsSet);

        time.AdvanceMs(20);

        Assert.IsTrue(board.Clock.IsSet);
        Assert.AreEqual(time.GetUtcNow().UtcDateTime, board.Clock.UtcNow);
    }

    [TestMethod]
    public void SNTP_does_not_run_without_a_network()
    {
        JumpingTimeProvider time = new();
        using Board board = new(new BoardOptions { TimeProvider = time, Wifi = s_nothingStored });
        board.Run(() => { });

        time.Advance(TimeSpan.FromHours(1));

        Assert.IsFalse(board.Clock.IsSet);
        Assert.AreEqual(System.DateTime.UnixEpoch.AddHours(1), board.Clock.UtcNow);
    }

    [TestMethod]
    public void Stored_credentials_join_by_themselves_at_boot_and_after_a_drop()
    {
        using Board board = TestBoards.Create();
        board.Run(() => { });
        Eventually.Holds(() => board.Wifi.IsUp, "the board joins");

        board.Wifi.Drop();
        Assert.IsFalse(board.Wifi.IsUp);
        board.Wifi.Restore();

        Eventually.Holds(() => board.Wifi.IsUp, "the board joins again");
    }

    [TestMethod]
    public void Drop_and_return_are_announced()
    {
        using Board board = TestBoards.CreateOnline();
        BoardManualResetEvent ready = board.Run(() =>
        {
            WifiNetworkHelper.SetupNetworkHelper();
            return WifiNetworkHelper.NetworkReady;
        });
        Assert.IsTrue(ready.WaitOne(Eventually.Deadline));
        Eventually.Holds(() => board.Run(() => WifiNetworkHelper.Status) == NetworkHelperStatus.NetworkIsReady, "the helper is ready");

        board.Wifi.Drop();
        Eventually.Holds(() => !ready.WaitOne(0), "the helper notices the drop");
        Assert.AreEqual(NetworkHelperStatus.Reconnecting, board.Run(() => WifiNetworkHelper.Status));
        board.Wifi.Restore();

        Assert.IsTrue(ready.WaitOne(Eventually.Deadline));
    }

    [TestMethod]
    public void Setup_may_be_called_once_until_it_is_reset()
    {
        using Board board = TestBoards.CreateOnline();
        board.Run(() =>
        {
            WifiNetworkHelper.SetupNetworkHelper();
            Assert.ThrowsExactly<InvalidOperationException>(() => WifiNetworkHelper.SetupNetworkHelper());
            WifiNetworkHelper.Reset();
            WifiNetworkHelper.SetupNetworkHelper();
        });
    }

    [TestMethod]
    public void Scan_reports_the_networks_in_reach_with_their_strength()
    {
        using Board board = TestBoards.Create(wifi: s_nothingStored);
        WifiAvailableNetwork[] networks = board.Run(Scan);

        CollectionAssert.AreEqual(new[] { "home", "guests" }, networks.Select(network => network.Ssid).ToArray());
        Assert.AreEqual(-70, networks[0].NetworkRssiInDecibelMilliwatts, 2);
        Assert.AreEqual(3, networks[0].SignalBars);
        board.Wifi.Drop();
        Assert.IsEmpty(board.Run(Scan));
    }

    [TestMethod]
    public void Scan_and_connect_joins_what_it_finds()
    {
        using Board board = TestBoards.Create(wifi: s_nothingStored);

        Assert.IsTrue(board.Run(() => WifiNetworkHelper.ScanAndConnectDhcp("home", "secret")));
    }

    private static WifiAvailableNetwork[] Scan()
    {
        WifiAdapter adapter = WifiAdapter.FindAllAdapters()[0];
        using ManualResetEvent isDone = new(false);
        adapter.AvailableNetworksChanged += (_, _) => isDone.Set();
        adapter.ScanAsync();
        Assert.IsTrue(isDone.WaitOne(Eventually.Deadline));
        return adapter.NetworkReport.AvailableNetworks;
    }
}
