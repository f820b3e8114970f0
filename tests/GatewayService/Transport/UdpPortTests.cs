using System.Net;
using System.Net.Sockets;
using SensorNet.GatewayService.Transport.Udp;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.GatewayService.Tests.Transport;

[TestClass]
public sealed class UdpPortTests
{
    private const int DatagramBytesMax = 2048;

    [TestMethod]
    [DataRow("127.0.0.1", true)]
    [DataRow("127.0.0.1", false)]
    [DataRow("::1", true)]
    [DataRow("::1", false)]
    public void Many_datagrams_are_answered_each_to_its_sender(string address, bool native)
    {
        if (native && !OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("recvmmsg is Linux's");
        }

        using UdpPort port = Open(address, native);
        Socket[] clients = Enumerable.Range(0, 300).Select(i => Client(port, i)).ToArray();

        int answered = 0;
        while (answered < clients.Length)
        {
            port.Socket.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead);
            int count = port.Receive();
            Assert.IsGreaterThan(0, count);
            for (int i = 0; i < count; i++)
            {
                port.Send(port.Peer(i), port.Received.AsSpan(port.Offset(i), port.Length(i)));
            }

            port.Flush();
            answered += count;
        }

        byte[] buffer = new byte[64];
        for (int i = 0; i < clients.Length; i++)
        {
            Assert.AreEqual(4, clients[i].Receive(buffer));
            Assert.AreEqual(i, BitConverter.ToInt32(buffer));
            clients[i].Dispose();
        }

        Assert.AreEqual(clients.Length, port.SentCount);
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void A_datagram_that_is_too_long_is_dropped_and_counted(bool native)
    {
        if (native && !OperatingSystem.IsLinux())
        {
            Assert.Inconclusive("recvmmsg is Linux's");
        }

        using UdpPort port = Open("127.0.0.1", native);
        using Socket client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        client.SendTo(new byte[DatagramBytesMax + 1], port.LocalEndPoint);
        client.SendTo(new byte[DatagramBytesMax], port.LocalEndPoint);

        List<int> lengths = new List<int>();
        while (lengths.Count < 2)
        {
            port.Socket.Poll(TimeSpan.FromSeconds(10), SelectMode.SelectRead);
            int count = port.Receive();
            Assert.IsGreaterThan(0, count);
            lengths.AddRange(Enumerable.Range(0, count).Select(port.Length));
        }

        CollectionAssert.AreEqual(new[] { 0, DatagramBytesMax }, lengths);
        Assert.AreEqual(1, port.RefusedCount);
    }

    [TestMethod]
    [DataRow("127.0.0.1:1884")]
    [DataRow("[fe80::1%3]:1884")]
    public void An_address_keeps_all_it_says(string text)
    {
        IPEndPoint endPoint = IPEndPoint.Parse(text);

        NetworkAddress address = SocketAddresses.FromEndPoint(5, endPoint);

        Assert.AreEqual(endPoint, SocketAddresses.ToEndPoint(address));
        Assert.AreEqual(5, SocketAddresses.SocketIndex(address));
        byte[] native = new byte[SocketAddresses.NativeLengthMax];
        Assert.AreEqual(address, SocketAddresses.FromNative(5, native.AsSpan(0, SocketAddresses.ToNative(address, native))));
        Assert.AreEqual(7, SocketAddresses.SocketIndex(SocketAddresses.WithSocket(address, 7)));
    }

    private static UdpPort Open(string address, bool native)
    {
        Socket socket = UdpSockets.Open(new IPEndPoint(IPAddress.Parse(address), 0), 1 << 20, sharesPort: false);
        return native ? new LinuxUdpPort(socket, 0, DatagramBytesMax) : new PortableUdpPort(socket, 0, receives: true, DatagramBytesMax);
    }

    private static Socket Client(UdpPort port, int number)
    {
        Socket client = new Socket(port.LocalEndPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 10_000 };
        client.Connect(port.LocalEndPoint);
        client.Send(BitConverter.GetBytes(number));
        return client;
    }
}
