using System.Net;
using System.Net.Sockets;

namespace SensorNet.Cli.Tests.Support;

/// <summary>Something on a loopback port that is no MQTT broker, and does the same with each connection.</summary>
internal sealed class OtherServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<NetworkStream, CancellationToken, Task> _serve;
    private readonly Task _serving;

    /// <param name="serve">What it does with a connection, which is closed after it.</param>
    public OtherServer(Func<NetworkStream, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start();
        _serving = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Address => $"localhost:{Port}";

    /// <summary>Closes without a word.</summary>
    public static OtherServer Closing() => new((_, _) => Task.CompletedTask);

    /// <summary>Closes after what the client sent, and says nothing.</summary>
    public static OtherServer ClosingAfterRequest() => Answering("");

    /// <summary>Ends the connection with RST.</summary>
    public static OtherServer Resetting() => new((stream, _) =>
    {
        stream.Socket.LingerState = new LingerOption(true, 0);
        return Task.CompletedTask;
    });

    /// <summary>Answers what the client sent, and closes.</summary>
    public static OtherServer Answering(string answer) => new(async (stream, stop) =>
    {
        _ = await stream.ReadAsync(new byte[1024], stop);
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer), stop);
    });

    /// <summary>Greets, and waits.</summary>
    public static OtherServer Greeting(string greeting) => new(async (stream, stop) =>
    {
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting), stop);
        await Task.Delay(Timeout.Infinite, stop);
    });

    /// <summary>Takes connections, and never says anything.</summary>
    public static OtherServer Silent() => new((_, stop) => Task.Delay(Timeout.Infinite, stop));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> served = new List<Task>();
        try
        {
            while (true)
            {
                served.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using NetworkStream stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            await _serve(stream, _stop.Token);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client has gone, or the test has ended.
        }
    }
}
