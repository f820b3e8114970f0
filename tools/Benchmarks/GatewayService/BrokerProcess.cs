using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>Mosquitto on a free port of the loopback interface.</summary>
internal sealed class BrokerProcess : IDisposable
{
    private const int StartPatienceMs = 10_000;

    private readonly Process _process;
    private readonly string _file = Path.GetTempFileName();

    /// <param name="more">Lines of its configuration, after those of the benchmarks.</param>
    public BrokerProcess(params string[] more)
    {
        Port = FreePort();

        // Started as root it would become another user, who may not read the file.
        File.WriteAllLines(
            _file,
            [
                $"listener {Port} 127.0.0.1", "allow_anonymous true", "persistence false", "log_dest none", "user root", "max_queued_messages 100000",
                "max_connections -1", .. more]);
        _process = Process.Start(new ProcessStartInfo(Find(), ["-c", _file])) ?? throw new InvalidOperationException("mosquitto did not start");
        WaitUntilReady();
    }

    public int Port { get; }

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_file);
    }

    private static string Find()
    {
        string[] folders = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/sbin"];
        return folders.Select(folder => Path.Combine(folder, "mosquitto")).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException("mosquitto is not installed: these figures need it");
    }

    private void WaitUntilReady()
    {
        for (Stopwatch watch = Stopwatch.StartNew(); watch.ElapsedMilliseconds < StartPatienceMs; Thread.Sleep(20))
        {
            try
            {
                using TcpClient probe = new TcpClient();
                probe.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                // Not yet.
            }
        }

        throw new TimeoutException($"mosquitto does not listen on port {Port}");
    }

    private static int FreePort()
    {
        using TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
