using System.Net.Sockets;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.GatewayService.Tests.Mqtt;

[TestClass]
public sealed class QuickAckTests
{
    [TestMethod]
    public void A_socket_that_was_closed_on_another_thread_is_no_fault()
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Dispose();

        QuickAck.Arm(socket);

        Assert.Throws<ObjectDisposedException>(() => socket.SetRawSocketOption(0, 0, [0]), "it is what the system says of it");
    }
}
