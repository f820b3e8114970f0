using MQTTnet;
using MQTTnet.Formatter;
using SensorNet.Cli.Brokers;

namespace SensorNet.Cli.Doctor;

/// <summary>Options for a connection that tries out a broker.</summary>
internal static class ProbeOptions
{
    /// <summary>Its own client id: that of a node would end the node's connection [MQTT-3.1.4-2].</summary>
    public static string NewClientId() => $"sensornet-doctor-{Guid.NewGuid():N}"[..23];

    public static MqttClientOptionsBuilder Create(BrokerOptions broker, BrokerConnection connection, MqttProtocolVersion version)
    {
        MqttClientOptionsBuilder builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(version)
            .WithTcpServer(broker.Address.Host, broker.Address.Port)
            .WithStreamProvider(connection)
            .WithClientId(NewClientId())
            .WithCleanSession()
            .WithTimeout(broker.Timeout);
        if (broker.User is not null)
        {
            builder.WithCredentials(broker.User, broker.Password);
        }

        return builder;
    }
}
