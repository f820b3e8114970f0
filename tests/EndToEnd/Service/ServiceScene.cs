using System.Globalization;
using SensorNet.Emulator;
using SensorNet.EndToEnd.Tests.MqttSn;
using SensorNet.GatewayService.Tests.Scenarios;

namespace SensorNet.EndToEnd.Tests.Service;

/// <summary>Mosquitto, the gateway service before it, and somebody who subscribes to everything: each a process of its own.</summary>
internal sealed class ServiceScene : IDisposable
{
    private static int _seed = 300;

    private readonly string _mode;
    private readonly string[] _settings;

    private ServiceScene(string mode, string[] settings, MosquittoBroker broker, Subscriber subscriber, GatewayProcess service)
    {
        _settings = settings;
        _mode = mode;
        Broker = broker;
        Subscriber = subscriber;
        Service = service;
    }

    public MosquittoBroker Broker { get; }

    public Subscriber Subscriber { get; }

    public GatewayProcess Service { get; private set; }

    /// <param name="mode">"aggregating" or "transparent".</param>
    /// <param name="isPersistent">Whether the broker keeps retained messages and sessions over a planned stop.</param>
    /// <param name="settings">Settings of the service beside the scene's, as on its command line.</param>
    public static async Task<ServiceScene> StartAsync(string mode, bool isPersistent = false, params string[] settings)
    {
        MosquittoBroker broker = isPersistent ? await MosquittoBroker.StartPersistentAsync() : await MosquittoBroker.StartAsync();
        Subscriber subscriber = await Subscriber.StartAsync(broker);
        return new ServiceScene(mode, settings, broker, subscriber, await StartServiceAsync(broker, mode, "127.0.0.1:0", settings));
    }

    /// <summary>Ends the service without a word and starts another at its port: nothing is left of its clients.</summary>
    public async Task KillAndRestartServiceAsync()
    {
        string listen = Service.EndPoint.ToString();
        Service.Kill();
        await Service.WaitForExitAsync();
        Service.Dispose();
        Service = await StartServiceAsync(Broker, _mode, listen, _settings);
    }

    /// <summary>A constrained node with a reading every second.</summary>
    public EmulatedFirmware StartNode(string id, params (string Key, object Value)[] more) =>
        EmulatedFirmware.StartConstrainedNode(Service.EndPoint.Port, Interlocked.Increment(ref _seed), id, more);

    /// <summary>The same with an SHT31.</summary>
    public EmulatedFirmware StartNodeWithSht31(string id, params (string Key, object Value)[] more) =>
        EmulatedFirmware.StartConstrainedNode(Service.EndPoint.Port, Interlocked.Increment(ref _seed), id, SensorKind.Sht31, more);

    /// <summary>Runs <c>sensornet watch</c> at the broker; returns when it is connected.</summary>
    public async Task<ChildProcess> StartWatchAsync(string view)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "sensornet.dll");
        ChildProcess watch = new ChildProcess("dotnet", "exec", program, "watch", "--broker", $"127.0.0.1:{Broker.Port}", view);
        await Wait.UntilAsync(() => watch.Says("connected to "), "watch is connected", details: () => watch.Output);
        return watch;
    }

    /// <summary>Runs <c>sensornet command</c> at the broker.</summary>
    public ChildProcess StartCommand(string id, params string[] more) => new(
        "dotnet",
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "sensornet.dll"), "command", id, .. more,
            "--broker", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Broker.Port}"), "--timeout", "1m",
        ]);

    /// <summary>Runs <c>sensornet sn</c> against the service.</summary>
    public ChildProcess StartSn(string command, params string[] more) => new(
        "dotnet",
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "sensornet.dll"), "sn", command, "-d",
            "-g", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Service.EndPoint.Port}"), .. more,
        ]);

    public void Dispose()
    {
        Service.Dispose();
        Subscriber.Dispose();
        Broker.Dispose();
    }

    private static Task<GatewayProcess> StartServiceAsync(MosquittoBroker broker, string mode, string listen, string[] settings) =>
        GatewayProcess.StartAsync(
            broker, mode, listen, ["--Topics:Predefined:7", "devices/seven/readings", "--Timing:RetryMs", "1000", .. settings]);
}
