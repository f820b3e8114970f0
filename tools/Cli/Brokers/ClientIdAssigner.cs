using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Server;

namespace SensorNet.Cli.Brokers;

/// <summary>
/// What listens for MQTTnet's server, and gives an id to each client that comes without one. The server itself does so only for MQTT 5, and
/// refuses the others.
/// </summary>
internal sealed class ClientIdAssigner(IMqttServerAdapter listeners) : IMqttServerAdapter
{
    public Func<IMqttChannelAdapter, Task>? ClientHandler { get; set; }

    public Task StartAsync(MqttServerOptions options, IMqttNetLogger logger)
    {
        listeners.ClientHandler = HandleAsync;
        return listeners.StartAsync(options, logger);
    }

    public Task StopAsync() => listeners.StopAsync();

    public void Dispose() => listeners.Dispose();

    private Task HandleAsync(IMqttChannelAdapter client) => ClientHandler?.Invoke(new ClientIdChannel(client)) ?? Task.CompletedTask;
}
