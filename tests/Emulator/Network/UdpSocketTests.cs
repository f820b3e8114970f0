using SensorNet.Boards;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Network;

/// <summary>A socket is open where something receives from it, and only there.</summary>
[TestClass]
public sealed class UdpSocketTests
{
    [TestMethod]
    public void A_socket_for_whose_receiver_there_is_no_memory_is_not_open()
    {
        using Board board = TestBoards.CreateOnline();
        using IDisposable scope = board.Enter();
        UdpSocket socket = new UdpSocket(0, "127.0.0.1", 1, bytesMax: int.MaxValue - 1, queueLength: 0, new SensorNet.Boards.BoardClock());

        Assert.IsFalse(socket.Open());

        Assert.IsFalse(socket.IsOpen);
        StringAssert.StartsWith(socket.Problem, "UDP port 0: ");
    }
}
