using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Polling;

namespace SensorNet.GatewayService.Tests.Polling;

[TestClass]
public sealed class PollerTests
{
    private const int LongMs = 20_000;

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void It_tells_which_socket_can_be_read(bool native)
    {
        using Poller poller = Create(native);
        using Socket first = Bound();
        using Socket second = Bound();
        poller.Add(first, 3);
        poller.Add(second, 4);
        second.SendTo(new byte[1], second.LocalEndPoint!);

        Assert.AreEqual(1, poller.Wait(LongMs));

        Assert.AreEqual(4, poller.Key(0));
        Assert.IsTrue(poller.CanRead(0));
        Assert.IsFalse(poller.CanWrite(0));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void It_tells_of_writing_only_where_it_is_wanted(bool native)
    {
        using Poller poller = Create(native);
        using Socket socket = Bound();
        poller.Add(socket, 1);
        Assert.AreEqual(0, poller.Wait(0));

        poller.WantWrite(socket, 1, true);
        Assert.AreEqual(1, poller.Wait(LongMs));
        Assert.IsTrue(poller.CanWrite(0));

        poller.WantWrite(socket, 1, false);
        Assert.AreEqual(0, poller.Wait(0));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task Another_thread_wakes_it_once(bool native)
    {
        using Poller poller = Create(native);
        using Socket socket = Bound();
        poller.Add(socket, 1);
        Task<int> waiting = Task.Run(() => poller.Wait(-1));

        poller.Wake();

        Assert.AreEqual(0, await waiting.WaitAsync(TimeSpan.FromMilliseconds(LongMs)));
        Assert.AreEqual(0, poller.Wait(0));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_socket_that_was_removed_is_not_told_of(bool native)
    {
        using Poller poller = Create(native);
        using Socket socket = Bound();
        poller.Add(socket, 1);
        socket.SendTo(new byte[1], socket.LocalEndPoint!);
        poller.Remove(socket, 1);

        Assert.AreEqual(0, poller.Wait(0));
    }

    private static Poller Create(bool native)
    {
        if (native && !OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("epoll is Linux's");
        }

        return native ? new EpollPoller() : new SelectPoller();
    }

    private static Socket Bound()
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }
}
