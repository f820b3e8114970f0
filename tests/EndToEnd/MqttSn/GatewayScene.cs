namespace SensorNet.EndToEnd.Tests.MqttSn;

/// <summary>Mosquitto, the gateway's firmware before it, and somebody who subscribes to everything.</summary>
internal sealed class GatewayScene : IDisposable
{
    private readonly (string Key, object Value)[] _gatewaySettings;
    private int _seed = 100;

    private GatewayScene(MosquittoBroker broker, Subscriber subscriber, int port, (string Key, object Value)[] gatewaySettings)
    {
        _gatewaySettings = gatewaySettings;
        Broker = broker;
        Subscriber = subscriber;
        Port = port;
        Gateway = StartGateway();
    }

    public MosquittoBroker Broker { get; }

    public Subscriber Subscriber { get; }

    public EmulatedFirmware Gateway { get; private set; }

    public int Port { get; }

    /// <param name="isPersistent">Whether the broker keeps retained messages and sessions over a planned stop.</param>
    /// <param name="gatewaySettings">Settings of the gateway beside the scene's.</param>
    public static async Task<GatewayScene> StartAsync(bool isPersistent = false, params (string Key, object Value)[] gatewaySettings)
    {
        MosquittoBroker broker = isPersistent ? await MosquittoBroker.StartPersistentAsync() : await MosquittoBroker.StartAsync();
        GatewayScene scene = new GatewayScene(broker, await Subscriber.StartAsync(broker), FreePorts.Next(), gatewaySettings);
        await scene.WaitForGatewayAsync();
        return scene;
    }

    public Task WaitForGatewayAsync() =>
        Wait.UntilAsync(() => Subscriber.Has("gateways/gw/status", "online"), "the gateway is online", details: () => Gateway.Output);

    /// <summary>Ends the gateway without a word and starts another one: nothing is left of its clients.</summary>
    public void ReplaceGateway()
    {
        Gateway.Dispose();
        Gateway = StartGateway();
    }

    /// <summary>A constrained node with a reading every second, which knows the gateway's address.</summary>
    public EmulatedFirmware StartNode(string id, params (string Key, object Value)[] more) =>
        EmulatedFirmware.StartConstrainedNode(Port, ++_seed, id, more);

    public void Dispose()
    {
        Gateway.Dispose();
        Subscriber.Dispose();
        Broker.Dispose();
    }

    private EmulatedFirmware StartGateway()
    {
        Dictionary<string, object> settings = new Dictionary<string, object>
        {
            ["deviceId"] = "gw",
            ["brokerHost"] = "127.0.0.1",
            ["brokerPort"] = Broker.Port,
            ["keepAliveSeconds"] = 5,
            ["udpPort"] = Port,
            ["broadcastAddress"] = "127.255.255.255",
            ["retryMs"] = 500,
            ["predefinedTopics"] = "7=devices/seven/readings",
        };
        foreach ((string key, object value) in _gatewaySettings)
        {
            settings[key] = value;
        }

        return new EmulatedFirmware(GatewayNode.Program.Main, ++_seed, settings);
    }
}
