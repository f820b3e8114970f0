using System.Collections.Concurrent;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace SensorNet.GatewayService.Tests.Brokers;

/// <summary>An ordinary MQTT client at the broker: somebody else's.</summary>
internal sealed class Observer : IDisposable
{
    private readonly ConcurrentQueue<MqttApplicationMessage> _messages = new();
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    public static async Task<Observer> StartAsync(RealBroker broker, MqttProtocolVersion version, string filter)
    {
        Observer observer = new Observer();
        observer._client.ApplicationMessageReceivedAsync += received =>
        {
            observer._messages.Enqueue(received.ApplicationMessage);
            return Task.CompletedTask;
        };
        MqttClientOptionsBuilder options = new MqttClientOptionsBuilder()
            .WithTcpServer("127.0.0.1", broker.Port)
            .WithClientId($"observer{Guid.NewGuid():N}")
            .WithProtocolVersion(version);
        if (broker.Account is { } account)
        {
            options.WithCredentials(account.User, account.Password);
        }

        await observer._client.ConnectAsync(options.Build());
        await observer._client.SubscribeAsync(filter, MqttQualityOfServiceLevel.ExactlyOnce);
        return observer;
    }

    public Task PublishAsync(string topic, string payload, int qos, bool retain = false, uint expirySeconds = 0)
    {
        MqttApplicationMessageBuilder message = new MqttApplicationMessageBuilder()
            .WithTopic(topic)
            .WithPayload(payload)
            .WithRetainFlag(retain)
            .WithQualityOfServiceLevel((MqttQualityOfServiceLevel)qos);
        if (expirySeconds > 0)
        {
            message.WithMessageExpiryInterval(expirySeconds);
        }

        return _client.PublishAsync(message.Build());
    }

    /// <summary>The message on a topic; null while there is none.</summary>
    public MqttApplicationMessage? On(string topic) => _messages.FirstOrDefault(message => message.Topic == topic);

    public void Dispose() => _client.Dispose();
}
