using System.Net;
using SensorNet.GatewayService.Tests.Persistence;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>A broker, and a gateway with a store that is ended and started again at the same address.</summary>
internal sealed class StoreScene : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _mode;
    private readonly string[] _more;

    private StoreScene(string mode, string[] more)
    {
        _mode = mode;
        _more = more;
    }

    public string Folder => _folder.Path;

    public IPEndPoint EndPoint { get; } = new(IPAddress.Loopback, FreePorts.Next());

    public MosquittoBroker Broker { get; private set; } = null!;

    public Subscriber Subscriber { get; private set; } = null!;

    public GatewayProcess Gateway { get; private set; } = null!;

    public static async Task<StoreScene> StartAsync(string mode, params string[] more)
    {
        StoreScene scene = new StoreScene(mode, more);
        try
        {
            scene.Broker = await MosquittoBroker.StartAsync(null, null, "log_type debug");
            scene.Subscriber = await Subscriber.StartAsync(scene.Broker);
            await scene.StartGatewayAsync();
            return scene;
        }
        catch
        {
            scene.Dispose();
            throw;
        }
    }

    public async Task KillAndStartAsync(params string[] more)
    {
        Gateway.Kill();
        await EndAsync();
        await StartGatewayAsync(more);
    }

    public async Task StopAndStartAsync()
    {
        Gateway.Terminate();
        await EndAsync();
        await StartGatewayAsync();
    }

    public void Dispose()
    {
        Gateway?.Dispose();
        Subscriber?.Dispose();
        Broker?.Dispose();
        _folder.Dispose();
    }

    private async Task EndAsync()
    {
        await Gateway.WaitForExitAsync();
        Gateway.Dispose();
    }

    private async Task StartGatewayAsync(params string[] more) => Gateway = await GatewayProcess.StartAsync(
        Broker, _mode, $"{EndPoint}", ["--Persistence:Path", Folder, .. _more, .. more]);
}
