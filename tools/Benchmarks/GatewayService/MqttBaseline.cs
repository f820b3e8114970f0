using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MQTTnet;
using SensorNet.Benchmarks.Load;
using SensorNet.GatewayService.Mqtt;

namespace SensorNet.Benchmarks.GatewayService;

/// <summary>What a bare MQTT writer brings through the same broker: the same messages, at QoS 0, over one connection.</summary>
internal static class MqttBaseline
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>Many packets a write.</summary>
    public static double Batched(int brokerPort, int messages, int topicLength, int payloadLength)
    {
        const int perWrite = 64;
        using MessageCounter counter = new MessageCounter(brokerPort, LoadOptions.TopicPrefix + "#");
        using Socket socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, brokerPort);
        PacketFactory factory = new PacketFactory(MQTTnet.Formatter.MqttProtocolVersion.V311);
        socket.Send(factory.Connect(new MqttOptions { ClientId = "bare-writer", KeepAliveSeconds = 0 }));
        OutputBuffer output = new OutputBuffer(1 << 20);
        byte[] topic = Encoding.ASCII.GetBytes(Topic(topicLength));
        byte[] payload = new byte[payloadLength];
        long start = Stopwatch.GetTimestamp();
        for (int sent = 0; sent < messages; sent++)
        {
            output.Publish(new OutgoingPublish { Topic = topic, Payload = payload }, 0);
            if (sent % perWrite == perWrite - 1)
            {
                output.Send(socket);
            }
        }

        output.Send(socket);
        long delivered = counter.WaitFor(messages, Quiet);
        return delivered / Stopwatch.GetElapsedTime(start, counter.LastAt).TotalSeconds;
    }

    /// <summary>MQTTnet's client, one awaited publish after another.</summary>
    public static double MqttNetClient(int brokerPort, int messages, int topicLength, int payloadLength)
    {
        using MessageCounter counter = new MessageCounter(brokerPort, LoadOptions.TopicPrefix + "#");
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", brokerPort).Build()).GetAwaiter().GetResult();
        MqttApplicationMessage message =
            new MqttApplicationMessageBuilder().WithTopic(Topic(topicLength)).WithPayload(new byte[payloadLength]).Build();
        long start = Stopwatch.GetTimestamp();
        PublishAllAsync(client, message, messages).GetAwaiter().GetResult();
        long delivered = counter.WaitFor(messages, Quiet);
        return delivered / Stopwatch.GetElapsedTime(start, counter.LastAt).TotalSeconds;
    }

    private static async Task PublishAllAsync(IMqttClient client, MqttApplicationMessage message, int messages)
    {
        for (int i = 0; i < messages; i++)
        {
            await client.PublishAsync(message).ConfigureAwait(false);
        }
    }

    private static string Topic(int length) => (LoadOptions.TopicPrefix + "000000").PadRight(length, 'x');
}
