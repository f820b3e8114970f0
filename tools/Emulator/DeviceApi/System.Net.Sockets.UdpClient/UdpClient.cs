using SensorNet.Emulator;

namespace System.Net.Sockets;

/// <summary>
/// nanoFramework's UdpClient as a server of the board's own access point: a port of the PC's loopback interface stands for the board's.
/// </summary>
internal sealed class UdpClient : IDisposable
{
    private readonly BoardRuntime _runtime = BoardRuntime.Current;
    private readonly System.Net.Sockets.Socket _host = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly int _port;

    /// <exception cref="SocketException">The board does not have this address.</exception>
    public UdpClient(IPEndPoint localEP)
    {
        ArgumentNullException.ThrowIfNull(localEP);
        OwnPorts.ThrowIfNotOwn(_runtime, localEP.Address);
        _port = localEP.Port;
        OwnPorts.Bind(_runtime, _host, _port);
        _runtime.OnPowerOff(this);
    }

    public int Available => _host.Available;

    public int Receive(byte[] buffer, ref IPEndPoint remoteEP) => Receive(buffer, 0, buffer.Length, ref remoteEP);

    /// <summary>Takes the next datagram; blocks until there is one.</summary>
    public int Receive(byte[] buffer, int offset, int size, ref IPEndPoint remoteEP)
    {
        _runtime.ThrowIfOff();
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        using IDisposable? outside = _runtime.Outside();
        int received = _host.ReceiveFrom(buffer, offset, size, SocketFlags.None, ref from);
        remoteEP = (IPEndPoint)from;
        return received;
    }

    public int Send(byte[] dgram, int offset, int size, IPEndPoint endPoint)
    {
        _runtime.ThrowIfOff();
        ArgumentNullException.ThrowIfNull(endPoint);
        return _host.SendTo(dgram, offset, size, SocketFlags.None, endPoint);
    }

    public int Send(byte[] dgram, IPEndPoint endPoint) => Send(dgram, 0, dgram.Length, endPoint);

    public void Close() => Dispose();

    public void Dispose()
    {
        _runtime.ForgetOnPowerOff(this);
        _runtime.Board.ForgetPort(_port);
        _host.Dispose();
    }
}
