using System.Net;
using MQTTnet.Server;

namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>MQTTnet's server, in this process, with persistent sessions.</summary>
internal sealed class MqttNetBroker : RealBroker
{
    private readonly MqttServer _server;

    public MqttNetBroker()
    {
        MqttServerOptions options = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(Port)
            .WithPersistentSessions()
            .Build();
        _server = new MqttServerFactory().CreateMqttServer(options);
    }

    public override string Output => "";

    public override Task StartAsync() => _server.StartAsync();

    public override void Dispose()
    {
        _server.StopAsync().GetAwaiter().GetResult();
        _server.Dispose();
        base.Dispose();
    }
}
