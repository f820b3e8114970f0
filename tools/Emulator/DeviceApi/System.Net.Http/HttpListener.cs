using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using SensorNet.Emulator;

namespace System.Net;

/// <summary>
/// nanoFramework's HttpListener on a port of the PC's loopback interface. As the device's it reads a request only when it is asked for, and without a
/// time limit.
/// </summary>
internal sealed class HttpListener : IDisposable
{
    private const int HttpDefaultPort = 80;
    private const int MaxCountOfPendingConnections = 10;

    private readonly BoardRuntime _runtime = BoardRuntime.Current;
    private readonly BlockingCollection<System.Net.Sockets.Socket> _arrived = [];
    private readonly HashSet<System.Net.Sockets.Socket> _open = [];
    private readonly IPAddress _address;
    private readonly int _port;
    private System.Net.Sockets.Socket? _listener;

    public HttpListener(string prefix, int port, IPAddress localEndpointIP)
    {
        if (!prefix.Equals("http", StringComparison.OrdinalIgnoreCase))
        {
            throw new NotSupportedException("The emulated HttpListener speaks plain HTTP only.");
        }

        _port = port == -1 ? HttpDefaultPort : port;
        _address = localEndpointIP;
    }

    public bool IsListening => _listener is not null;

    /// <exception cref="SocketException">The board does not have the address, or the port is taken.</exception>
    public void Start()
    {
        if (IsListening)
        {
            return;
        }

        OwnPorts.ThrowIfNotOwn(_runtime, _address);
        System.Net.Sockets.Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        OwnPorts.Bind(_runtime, listener, _port);
        listener.Listen(MaxCountOfPendingConnections);
        _listener = listener;
        _runtime.OnPowerOff(this);
        new Thread(() => Accept(listener)).Start();
    }

    public void Stop()
    {
        System.Net.Sockets.Socket? listener = Interlocked.Exchange(ref _listener, null);
        if (listener is not null)
        {
            _runtime.Board.ForgetPort(_port);
            listener.Dispose();
            _arrived.CompleteAdding();
        }
    }

    public void Close() => Stop();

    public void Abort() => Dispose();

    /// <summary>The next connection; blocks until there is one. Null when the listener was stopped.</summary>
    /// <exception cref="InvalidOperationException">It was not started.</exception>
    public HttpListenerContext? GetContext()
    {
        _runtime.ThrowIfOff();
        if (!IsListening)
        {
            throw new InvalidOperationException();
        }

        try
        {
            using IDisposable? outside = _runtime.Outside();
            return _arrived.TryTake(out System.Net.Sockets.Socket? client, Timeout.Infinite, _runtime.Off)
                ? new HttpListenerContext(this, client)
                : null;
        }
        catch (OperationCanceledException)
        {
            _runtime.ThrowIfOff();
            throw;
        }
    }

    /// <summary>The power is off: all that is open falls silent.</summary>
    public void Dispose()
    {
        Stop();
        lock (_open)
        {
            foreach (System.Net.Sockets.Socket client in _open)
            {
                client.Dispose();
            }

            _open.Clear();
        }
    }

    internal void Release(System.Net.Sockets.Socket client)
    {
        lock (_open)
        {
            _open.Remove(client);
        }

        client.Dispose();
    }

    private void Accept(System.Net.Sockets.Socket listener)
    {
        while (IsListening)
        {
            try
            {
                System.Net.Sockets.Socket client;
                using (_runtime.Outside())
                {
                    client = listener.Accept();
                }

                client.NoDelay = true;
                lock (_open)
                {
                    _open.Add(client);
                }

                _arrived.Add(client);
            }
            catch (Exception stopped) when (!IsListening && stopped is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
