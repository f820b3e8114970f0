using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MQTTnet.AspNetCore;

namespace SensorNet.BrokerAccess.Tests;

/// <summary>MQTTnet's server behind ASP.NET Core: MQTT over WebSocket at /mqtt alone, on a free port of the loopback interface.</summary>
internal sealed class WebSocketBroker : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebSocketBroker(WebApplication app)
    {
        _app = app;
    }

    public int Port { get; private init; }

    public static async Task<WebSocketBroker> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddHostedMqttServer(server => server.WithoutDefaultEndpoint());
        builder.Services.AddMqttConnectionHandler();
        builder.Services.AddConnections();
        WebApplication app = builder.Build();
        app.MapMqtt("/mqtt");
        await app.StartAsync();
        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new WebSocketBroker(app) { Port = new Uri(address).Port };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
