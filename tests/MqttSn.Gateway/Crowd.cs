using System.Globalization;
using System.Text;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>A gateway with many clients, each with a registered topic and a subscription of its own.</summary>
internal sealed class Crowd
{
    public Crowd(GatewaySettings settings, int clients)
    {
        Count = clients;
        settings.AdvertiseIntervalMs = 0;
        Gateway = new MqttSnGateway(settings, Network, Broker, Broker, Broker);
        Gateway.OnBrokerConnected(Now, 0, false);
        for (int i = 0; i < clients; i++)
        {
            Join(i);
        }
    }

    public int Count { get; }

    public NullNetwork Network { get; } = new();

    public NullBroker Broker { get; } = new();

    public MqttSnGateway Gateway { get; }

    public long Now { get; set; } = 1;

    public static string Id(int client) => "client-" + client.ToString("D6", CultureInfo.InvariantCulture);

    public static string CommandTopic(int client) => "devices/" + Id(client) + "/command";

    public static NetworkAddress Address(int client) => new(0, 0x0A000000 + (client / 60000), 0, 1024 + (client % 60000));

    public void Send(int client, byte[] datagram) => Gateway.OnDatagram(Now, Address(client), datagram, 0, datagram.Length);

    private void Join(int client)
    {
        Send(client, Encode.Connect(Id(client), true, false, 600));
        Send(client, Encode.Register(1, "devices/" + Id(client) + "/readings"));
        Send(client, Encode.Subscribe(1, 2, TopicIdType.Normal, 0, CommandTopic(client)));
        Gateway.OnBrokerSubscribed(Now, Broker.Token, 1);
    }
}
