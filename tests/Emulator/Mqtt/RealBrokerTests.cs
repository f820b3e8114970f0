using System.Net;
using System.Net.Sockets;
using System.Text;
using MQTTnet.Server;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Mqtt;

/// <summary>Against a whole broker.</summary>
[TestClass]
public sealed class RealBrokerTests
{
    [TestMethod]
    [DataRow(MqttProtocolVersion.Version_3_1_1, MqttQoSLevel.AtMostOnce)]
    [DataRow(MqttProtocolVersion.Version_3_1_1, MqttQoSLevel.AtLeastOnce)]
    [DataRow(MqttProtocolVersion.Version_3_1_1, MqttQoSLevel.ExactlyOnce)]
    [DataRow(MqttProtocolVersion.Version_5, MqttQoSLevel.AtMostOnce)]
    [DataRow(MqttProtocolVersion.Version_5, MqttQoSLevel.AtLeastOnce)]
    [DataRow(MqttProtocolVersion.Version_5, MqttQoSLevel.ExactlyOnce)]
    public async Task Message_comes_back_to_its_subscriber(MqttProtocolVersion version, MqttQoSLevel qosLevel)
    {
        int port = FreePort();
        using MqttServer server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithDefaultEndpoint()
                .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointPort(port)
                .Build());
        await server.StartAsync();
        using Board board = TestBoards.CreateOnline();
        string? received = null;
        bool isSubscribed = false;
        using IDisposable scope = board.Enter();
        MqttClient client = new("127.0.0.1", port, false, null, null, MqttSslProtocols.None) { ProtocolVersion = version };
        client.MqttMsgPublishReceived += (_, e) => received = Encoding.UTF8.GetString(e.Message);
        client.MqttMsgSubscribed += (_, _) => isSubscribed = true;

        Assert.AreEqual(MqttReasonCode.Success, client.Connect("client"));
        client.Subscribe(["echo"], [qosLevel]);
        Eventually.Holds(() => isSubscribed, "SUBACK");
        client.Publish("echo", Encoding.UTF8.GetBytes("hello"), null, null, qosLevel, false);

        Eventually.Holds(() => received == "hello", "the message comes back");
        client.Disconnect();
        await server.StopAsync();
    }

    [TestMethod]
    public async Task Will_goes_out_when_the_power_goes_away_for_longer_than_the_keep_alive_allows()
    {
        int port = FreePort();
        using MqttServer server = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithDefaultEndpoint()
                .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointPort(port)
                .Build());
        string? will = null;
        server.InterceptingPublishAsync += e =>
        {
            will = e.ApplicationMessage.Topic;
            return Task.CompletedTask;
        };
        await server.StartAsync();
        using Board board = TestBoards.CreateOnline();
        board.Run(() => new MqttClient("127.0.0.1", port, false, null, null, MqttSslProtocols.None).Connect(
            "client", null, null, true, MqttQoSLevel.AtLeastOnce, true, "status", "offline", true, 1));

        board.CutPower();

        Eventually.Holds(() => will == "status", "the broker publishes the will");
        await server.StopAsync();
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
