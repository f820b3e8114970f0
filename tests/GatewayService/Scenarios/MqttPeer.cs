using MQTTnet;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Tests.Scenarios;

/// <summary>Someone else's MQTT client that publishes.</summary>
internal sealed class MqttPeer : IDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    public static async Task<MqttPeer> StartAsync(MosquittoBroker broker)
    {
        MqttPeer peer = new MqttPeer();
        await peer._client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Port).Build());
        return peer;
    }

    public Task PublishAsync(string topic, string payload, int qos, bool retain = false) => _client.PublishAsync(
        new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)qos)
            .Build());

    public void Dispose() => _client.Dispose();
}
