using SensorNet.Boards;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Network;

/// <summary>The firmware's own view of the Wi-Fi.</summary>
[TestClass]
public sealed class WifiNetworkTests
{
    private const int TimeoutMs = 5000;

    [TestMethod]
    public void A_network_that_the_board_joined_on_its_own_is_left_too()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        Eventually.Holds(() => board.Wifi.IsUp && board.Clock.IsSet, "the board joins what it has stored");
        WifiNetwork network = Make(null, null);
        Assert.IsTrue(network.Connect(TimeoutMs), network.Problem);
        Assert.IsNotNull(network.Address);

        network.Leave();

        Assert.IsNull(network.Problem);
        Assert.IsFalse(board.Wifi.IsUp);
        Assert.IsNull(network.Address);
    }

    [TestMethod]
    public void A_network_that_was_left_is_joined_again()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        WifiNetwork network = Make(null, null);
        Assert.IsTrue(network.Connect(TimeoutMs), network.Problem);
        network.Leave();

        Assert.IsTrue(network.Connect(TimeoutMs), network.Problem);

        Assert.IsTrue(board.Wifi.IsUp);
        Assert.IsNotNull(network.Address);
    }

    [TestMethod]
    public void A_network_of_the_settings_that_is_not_there_does_not_cost_the_stored_one()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        Assert.IsTrue(Make(null, null).Connect(TimeoutMs));
        Assert.IsFalse(Make("nowhere", "12345678").Connect(500));
        Assert.IsFalse(Make("nowhere-either", "12345678").Connect(500));
        Assert.AreEqual("nowhere-either", Stored(), "joining stores the network");

        WifiNetwork back = Make(null, null);

        Assert.IsTrue(back.Connect(TimeoutMs), back.Problem);
        Assert.AreEqual(WifiOptions.DefaultAccessPoint.Ssid, Stored());
        Assert.IsFalse(File.Exists(board.Flash.HostPath(@"I:\sensornet.wifi")), "what is stored again is not kept");
    }

    [TestMethod]
    public void A_network_that_somebody_stored_since_is_joined_rather_than_what_was_kept()
    {
        using Board board = TestBoards.Create();
        using IDisposable scope = board.Enter();
        Assert.IsTrue(Make(null, null).Connect(TimeoutMs));
        new KeptWifi(new FlashFiles(), new DebugLog()).Keep("older", "12345678", "of-the-settings");

        WifiNetwork network = Make(null, null);

        Assert.IsTrue(network.Connect(TimeoutMs), network.Problem);
        Assert.AreEqual(WifiOptions.DefaultAccessPoint.Ssid, Stored());
        Assert.IsFalse(File.Exists(board.Flash.HostPath(@"I:\sensornet.wifi")));
    }

    private static WifiNetwork Make(string? ssid, string? password) =>
        new(ssid!, password!, new KeptWifi(new FlashFiles(), new DebugLog()), new SensorNet.Boards.BoardClock());

    private static string? Stored() =>
        System.Net.NetworkInformation.Wireless80211Configuration.GetAllWireless80211Configurations()[0].Ssid;
}
