using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>Stands between gateway and broker: can hold back what the broker says, and cut all connections.</summary>
internal sealed class BrokerRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _open = [];
    private readonly int _brokerPort;
    private volatile bool _holdsBack;

    public BrokerRelay(int brokerPort)
    {
        _brokerPort = brokerPort;
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What the broker says from now on is lost, on every connection until it is cut.</summary>
    public void HoldBack() => _holdsBack = true;

    public void Cut()
    {
        _holdsBack = false;
        while (_open.TryTake(out TcpClient? client))
        {
            client.Dispose();
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient gateway = await _listener.AcceptTcpClientAsync();
                TcpClient broker = new TcpClient { NoDelay = true };
                _open.Add(gateway);
                _open.Add(broker);
                await broker.ConnectAsync(IPAddress.Loopback, _brokerPort);
                _ = PumpAsync(gateway, broker, canHoldBack: false);
                _ = PumpAsync(broker, gateway, canHoldBack: true);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Disposed: the scenario is over.
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool canHoldBack)
    {
        byte[] buffer = new byte[4096];
        try
        {
            for (int count = await from.GetStream().ReadAsync(buffer); count > 0; count = await from.GetStream().ReadAsync(buffer))
            {
                if (!canHoldBack || !_holdsBack)
                {
                    await to.GetStream().WriteAsync(buffer.AsMemory(0, count));
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }

        to.Dispose();
    }
}
