using System.Net;
using System.Net.Sockets;
using System.Text;
using SensorNet.MqttSn;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>Sends as fast as it can, from many addresses of the loopback network, and reads nothing.</summary>
internal sealed class Flood : IDisposable
{
    private readonly Socket[] _sockets;
    private readonly Random _random = new(7);
    private readonly byte[] _buffer = new byte[300];

    public Flood(IPEndPoint gateway, int addresses)
    {
        _sockets = [.. Enumerable.Range(0, addresses).Select(number => Open(gateway, number))];
    }

    /// <summary>Any octets whatever, most with a right length.</summary>
    public void SendRandom(int datagrams)
    {
        for (int i = 0; i < datagrams; i++)
        {
            int length = 2 + _random.Next(60);
            _random.NextBytes(_buffer.AsSpan(0, length));
            _buffer[0] = _random.Next(8) == 0 ? _buffer[0] : (byte)length;
            _buffer[1] = _random.Next(4) == 0 ? _buffer[1] : (byte)_random.Next(0x1E);
            _sockets[i % _sockets.Length].Send(_buffer, length, SocketFlags.None);
        }
    }

    /// <summary>CONNECTs of as many clients, with and without a will.</summary>
    public void SendConnects(int clients)
    {
        for (int i = 0; i < clients; i++)
        {
            byte[] id = Encoding.UTF8.GetBytes($"flood-{i}");
            int length = ConnectMessages.WriteConnect(new Slice(_buffer), i % 2 == 0, true, 600, new Slice(id));
            _sockets[i % _sockets.Length].Send(_buffer, length, SocketFlags.None);
        }
    }

    public void Dispose()
    {
        foreach (Socket socket in _sockets)
        {
            socket.Dispose();
        }
    }

    private static Socket Open(IPEndPoint gateway, int number)
    {
        Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(new IPAddress([127, 7, (byte)(number / 250), (byte)(1 + (number % 250))]), 0));
        socket.Connect(gateway);
        return socket;
    }
}
