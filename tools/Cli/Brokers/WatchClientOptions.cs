using MQTTnet;
using MQTTnet.Formatter;

namespace SensorNet.Cli.Brokers;

/// <summary>Puts <see cref="BrokerOptions"/> in MQTTnet's terms.</summary>
internal static class WatchClientOptions
{
    /// <param name="options">What the user wants.</param>
    /// <param name="connection">Makes the connection.</param>
    public static MqttClientOptions Build(BrokerOptions options, BrokerConnection connection)
    {
        // MQTT 3.1.1 is what the nodes speak and what every broker accepts.
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V311)
            .WithTcpServer(options.Address.Host, options.Address.Port)
            .WithStreamProvider(connection)
            .WithClientId(options.ClientId ?? $"sensornet-watch-{Guid.NewGuid():N}"[..32])
            .WithCleanSession()
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.Timeout);
        if (options.User is not null)
        {
            builder.WithCredentials(options.User, options.Password);
        }

        return builder.Build();
    }
}
