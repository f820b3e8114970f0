using MQTTnet;
using MQTTnet.AspNetCore;
using MQTTnet.Server;

namespace SensorNet.WebView.Tests.Hosting;

[TestClass]
public sealed class MqttEndpointTests
{
    [TestMethod]
    public async Task A_client_reaches_the_broker_behind_it()
    {
        using MqttConnectionHandler handler = new MqttConnectionHandler();
        using MqttServer broker = await StartBrokerAsync(handler);
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Mqtt = handler });
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        MqttClientOptions options = new MqttClientOptionsBuilder()
            .WithWebSocketServer(web => web.WithUri($"ws://127.0.0.1:{server.Port}/mqtt"))
            .Build();

        MqttClientConnectResult result = await client.ConnectAsync(options);

        Assert.AreEqual(MqttClientConnectResultCode.Success, result.ResultCode);
        await client.DisconnectAsync();
        await broker.StopAsync();
    }

    [TestMethod]
    public async Task It_is_for_MQTT_alone_and_not_for_pages_of_other_sites()
    {
        using MqttConnectionHandler handler = new MqttConnectionHandler();
        using MqttServer broker = await StartBrokerAsync(handler);
        await using RunningServer server = await RunningServer.StartAsync(options => options with { Mqtt = handler });

        Assert.AreEqual(101, (await WebClient.UpgradeAsync(server.Port, "/mqtt", "Sec-WebSocket-Protocol: mqtt")).Status);
        Assert.AreEqual(
            "mqtt", (await WebClient.UpgradeAsync(server.Port, "/mqtt", "Sec-WebSocket-Protocol: x, mqtt")).Header("Sec-WebSocket-Protocol"));
        Assert.AreEqual(400, (await WebClient.UpgradeAsync(server.Port, "/mqtt", "Sec-WebSocket-Protocol: chat")).Status);
        Assert.AreEqual(400, (await WebClient.UpgradeAsync(server.Port, "/mqtt")).Status);
        Assert.AreEqual(400, (await WebClient.GetAsync(server.Port, "/mqtt")).Status);
        Assert.AreEqual(405, (await WebClient.SendAsync(server.Port, "POST", "/mqtt", "Content-Length: 0")).Status);
        Assert.AreEqual(
            403, (await WebClient.UpgradeAsync(server.Port, "/mqtt", "Sec-WebSocket-Protocol: mqtt", "Origin: https://evil.example")).Status);
        await broker.StopAsync();
    }

    [TestMethod]
    public async Task Without_a_broker_of_this_process_there_is_none()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        Assert.AreEqual(404, (await WebClient.UpgradeAsync(server.Port, "/mqtt", "Sec-WebSocket-Protocol: mqtt")).Status);
    }

    private static async Task<MqttServer> StartBrokerAsync(MqttConnectionHandler handler)
    {
        MqttServer broker = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder().WithoutDefaultEndpoint().Build(), [handler]);
        await broker.StartAsync();
        return broker;
    }
}
