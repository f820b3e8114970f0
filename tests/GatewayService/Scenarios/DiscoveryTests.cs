using System.Net;
using System.Net.Sockets;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

[TestClass]
public sealed class DiscoveryTests
{
    private static readonly IPAddress Broadcast = IPAddress.Parse("127.255.255.255");

    [TestMethod]
    public async Task A_search_by_broadcast_is_answered_from_the_address_where_the_gateway_listens()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        int port = FreePorts.Next();
        using GatewayProcess gateway = await GatewayProcess.StartAsync(broker, more: ["--Udp:Discovery", $"{Broadcast}:{port}", "--Gateway:Id", "5"]);
        using Socket socket = new Socket(
            AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { EnableBroadcast = true, ReceiveTimeout = 20_000 };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        byte[] buffer = new byte[64];
        socket.SendTo(buffer.AsSpan(0, DiscoveryMessages.WriteSearchGw(new Slice(buffer), 0)), new IPEndPoint(Broadcast, port));

        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        int length = socket.ReceiveFrom(buffer, ref from);

        Message message = new Message();
        Assert.IsTrue(MessageDecoder.TryDecode(buffer, 0, length, message, out _));
        Assert.AreEqual(MessageType.GwInfo, message.Type);
        Assert.AreEqual(5, message.GatewayId);
        Assert.AreEqual(gateway.EndPoint, from);
    }
}
