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
        WifiNetwork network = new WifiNetwork(null!, null!, new SensorNet.Boards.BoardClock());
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
        WifiNetwork network = new WifiNetwork(null!, null!, new SensorNet.Boards.BoardClock());
        Assert.IsTrue(network.Connect(TimeoutMs), network.Problem);
        network.Leave();

        Assert.IsTrue(network.Connect(TimeoutMs), network.Problem);

        Assert.IsTrue(board.Wifi.IsUp);
        Assert.IsNotNull(network.Address);
    }
}
