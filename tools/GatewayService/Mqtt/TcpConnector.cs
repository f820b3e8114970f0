using System.Net.Sockets;

namespace SensorNet.GatewayService.Mqtt;

/// <summary>
/// Opens a TCP connection on a loop's thread: resolves the host's name, then tries its addresses, one after another. Nothing waits.
/// </summary>
/// <param name="loop">Whose poller tells when a socket is connected.</param>
/// <param name="step">Called when <see cref="TryStep"/> has something to do.</param>
internal sealed class TcpConnector(ILoop loop, Action step)
{
    private readonly HostAddresses _addresses = new(loop, step);
    private Socket? _socket;
    private int _port;
    private string? _failure;

    /// <summary>Whether it is at work.</summary>
    public bool IsOpening { get; private set; }

    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    public void Begin(string host, int port)
    {
        IsOpening = true;
        _port = port;
        _failure = null;
        _addresses.Resolve(host);
    }

    public void Cancel(int key)
    {
        IsOpening = false;
        _addresses.Cancel();
        CloseSocket(key);
    }

    /// <summary>Does what can be done without waiting.</summary>
    /// <param name="key">The poller's key.</param>
    /// <param name="failure">Why there is no connection to be had.</param>
    /// <returns>False when every address has failed.</returns>
    public bool TryStep(int key, out string failure)
    {
        failure = "";
        if (_socket is not null || !_addresses.IsResolved || TryNextAddress(key))
        {
            return true;
        }

        failure = _failure ?? _addresses.Failure;
        return false;
    }

    /// <summary>The poller says that something happened to the socket.</summary>
    /// <returns>The socket when it is connected, in the poller for reading; null when it is not.</returns>
    public Socket? Finish(int key)
    {
        if (_socket is null)
        {
            return null;
        }

        SocketError error = (SocketError)(int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
        if (error != SocketError.Success)
        {
            _failure = new SocketException((int)error).Message;
            CloseSocket(key);
            return null;
        }

        Socket socket = _socket;
        _socket = null;
        IsOpening = false;
        loop.Poller.WantWrite(socket, key, false);
        return socket;
    }

    // Not with ConnectAsync: a socket that was used so wakes .NET's own threads for each packet ever after.
    private bool TryNextAddress(int key)
    {
        while (_addresses.Next() is { } address)
        {
            Socket socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = false };
            try
            {
                socket.Connect(address, _port);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // As it must be: the poller tells when it is connected.
            }
            catch (SocketException e)
            {
                _failure = e.Message;
                socket.Dispose();
                continue;
            }

            _socket = socket;
            loop.Poller.Add(socket, key);
            loop.Poller.WantWrite(socket, key, true);
            return true;
        }

        return false;
    }

    private void CloseSocket(int key)
    {
        if (_socket is not null)
        {
            loop.Poller.Remove(_socket, key);
            _socket.Dispose();
            _socket = null;
        }
    }
}
