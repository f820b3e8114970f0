using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.GatewayService.Transport.Protection;
using SensorNet.MqttSn;
using SensorNet.MqttSn.Client;

namespace SensorNet.GatewayService.Tests.Scenarios.Protection;

/// <summary>An MQTT-SN client with a key: one datagram after another, each expected by its type.</summary>
internal sealed class ProtectedPeer : IClientTransport, IDisposable
{
    private const int DatagramBytesMax = 1_024;
    private static readonly byte[] s_gateway = [];

    private readonly Socket _socket;
    private readonly byte[] _id;
    private readonly ProtectedTransport _transport;
    private readonly byte[] _buffer = new byte[DatagramBytesMax];

    public ProtectedPeer(IPEndPoint gateway, string id, string keyHex, IPAddress? from = null)
    {
        _id = Encoding.UTF8.GetBytes(id);
        _socket = new Socket(gateway.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20_000 };
        _socket.Bind(new IPEndPoint(from ?? IPAddress.Loopback, 0));
        _socket.Connect(gateway);
        _transport = new ProtectedTransport(
            new ProtectionKey(_id, Convert.FromHexString(keyHex), new HashMac()), new CounterReserve(new NoCounterYet(), 16, Random.Shared),
            Random.Shared, this, DatagramBytesMax);
    }

    /// <summary>Whether something has come that was not read.</summary>
    public bool HasMessage => _socket.Available > 0;

    /// <summary>What was read last.</summary>
    public Message Message { get; } = new();

    /// <summary>Connects, and says what CONNECT was answered with.</summary>
    public ReturnCode TryConnect()
    {
        SendConnect();
        Expect(MessageType.ConnAck);
        return Message.ReturnCode;
    }

    public void SendConnect() => Send(ConnectMessages.WriteConnect(new Slice(_buffer), false, true, 60, new Slice(_id)));

    public void SendPing() => Send(PingMessages.WritePingReq(new Slice(_buffer)));

    /// <summary>Reads the next message of this type; others before it are left out.</summary>
    public void Expect(MessageType type)
    {
        byte[] datagram = new byte[DatagramBytesMax];
        bool isIt;
        do
        {
            int length = _socket.Receive(datagram);
            isIt = _transport.TryOpen(s_gateway, datagram, 0, length)
                && MessageDecoder.TryDecode(datagram, _transport.InnerOffset, _transport.InnerBytes, Message, out _)
                && Message.Type == type;
        }
        while (!isIt);
    }

    public void Send(byte[] address, byte[] buffer, int offset, int length) => _socket.Send(buffer, offset, length, SocketFlags.None);

    public void Broadcast(int radius, byte[] buffer, int offset, int length) => throw new NotSupportedException("the test knows its gateway");

    public void Dispose() => _socket.Dispose();

    private void Send(int length) => _transport.Send(s_gateway, _buffer, 0, length);
}
