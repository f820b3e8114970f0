using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SensorNet.EndToEnd.Tests;

/// <summary>Debian's Mosquitto on a free port of the loopback interface.</summary>
internal sealed class MosquittoBroker : IDisposable
{
    private readonly string _program = Programs.Find("mosquitto");
    private readonly string _folder = Directory.CreateTempSubdirectory("sensornet-broker-").FullName;
    private ChildProcess? _process;
    private bool _isPersistent;

    private MosquittoBroker()
    {
    }

    public int Port { get; private init; }

    public string Address => $"127.0.0.1:{Port}";

    public string Output => _process?.Output ?? "";

    /// <summary>Whether the broker has said this since it was last started.</summary>
    public bool Says(string text) => _process?.Says(text) ?? false;

    /// <summary>How often the broker has said this since it was last started.</summary>
    public int CountOf(string text) => _process?.CountOf(text) ?? 0;

    /// <summary>Starts a broker; with a user it lets nobody else in.</summary>
    public static async Task<MosquittoBroker> StartAsync(string? user = null, string? password = null, params string[] more)
    {
        MosquittoBroker broker = new MosquittoBroker { Port = FreePorts.Next() };
        await broker.ConfigureAsync(user, password, more);
        await broker.StartAsync();
        return broker;
    }

    /// <summary>A broker that keeps retained messages and sessions over a planned stop.</summary>
    public static async Task<MosquittoBroker> StartPersistentAsync()
    {
        MosquittoBroker broker = new MosquittoBroker { Port = FreePorts.Next(), _isPersistent = true };
        await broker.ConfigureAsync(null, null);
        await broker.StartAsync();
        return broker;
    }

    public async Task StartAsync()
    {
        _process = new ChildProcess(_program, "-c", Path.Combine(_folder, "mosquitto.conf"));
        await Wait.UntilAsync(CanConnect, $"mosquitto listens on port {Port}", details: () => Output);
    }

    /// <summary>Ends the broker as an operator does; the retained messages go with it unless it is persistent.</summary>
    public async Task StopAsync()
    {
        _process!.Signal(Signals.Terminate);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Ends the broker without a word.</summary>
    public async Task KillAsync()
    {
        _process!.Signal(Signals.Kill);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Has the persistent broker save now; a kill brings back what it saved last.</summary>
    public async Task SaveAsync()
    {
        // It writes another file, which then takes the place of this one.
        string file = Path.Combine(_folder, "mosquitto.db");
        File.Delete(file);
        _process!.Signal(Signals.User1);
        await Wait.UntilAsync(() => File.Exists(file), "mosquitto saves", details: () => Output);
    }

    public void Freeze() => _process!.Signal(Signals.Stop);

    public void Thaw() => _process!.Signal(Signals.Continue);

    public void Dispose()
    {
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Writes what holds from the next start on; with a user the broker lets nobody else in.</summary>
    public async Task ConfigureAsync(string? user, string? password, params string[] more)
    {
        List<string> lines = new List<string>
        {
            $"listener {Port} 127.0.0.1",
            $"persistence {(_isPersistent ? "true" : "false")}",
            $"persistence_location {_folder}/",
            "log_dest stderr",
            "log_type error",
            "log_type warning",
            "log_type notice",
            "log_type information",
            "log_type subscribe",
            $"allow_anonymous {(user is null ? "true" : "false")}",
        };

        // Started as root, Mosquitto becomes this user; "root" keeps it what it is, so that it can read the folder.
        lines.Add("user root");
        if (user is not null)
        {
            string passwords = Path.Combine(_folder, "passwords");
            using ChildProcess tool = new ChildProcess(Programs.Find("mosquitto_passwd"), "-b", "-c", passwords, user, password!);
            await tool.WaitForExitAsync();
            lines.Add($"password_file {passwords}");
        }

        lines.AddRange(more);
        await File.WriteAllLinesAsync(Path.Combine(_folder, "mosquitto.conf"), lines);
    }

    private bool CanConnect()
    {
        try
        {
            using TcpClient probe = new TcpClient();
            probe.Connect(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            // Not yet: the caller asks again until its patience ends.
            return false;
        }
    }
}
