using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>A broker that accepts the connection and closes it at once: again and again.</summary>
internal sealed class ClosingBroker : IDisposable
{
    // CONNACK of MQTT 3.1.1, accepted, no session.
    private static readonly byte[] ConnAck = [0x20, 2, 0, 0];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TimeSpan> _accepted = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public ClosingBroker()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>When a connection was accepted, each time.</summary>
    public TimeSpan[] Accepted
    {
        get
        {
            lock (_accepted)
            {
                return [.. _accepted];
            }
        }
    }

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        byte[] packet = new byte[512];
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                if (await client.GetStream().ReadAsync(packet) > 0)
                {
                    lock (_accepted)
                    {
                        _accepted.Add(_watch.Elapsed);
                    }

                    await client.GetStream().WriteAsync(ConnAck);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // Disposed: the scenario is over.
        }
    }
}
