using System.Net;
using MQTTnet;
using MQTTnet.Channel;
using MQTTnet.Formatter;
using SensorNet.BrokerAccess.Addresses;
using SensorNet.BrokerAccess.WebSockets;

namespace SensorNet.BrokerAccess.Tests;

/// <summary>MQTT over a WebSocket to MQTTnet's server behind ASP.NET Core.</summary>
[TestClass]
public sealed class WebSocketStreamTests
{
    private const int BigBytes = 1_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [TestMethod]
    [DataRow(MqttProtocolVersion.V311)]
    [DataRow(MqttProtocolVersion.V500)]
    public async Task Messages_of_every_size_pass_both_ways(MqttProtocolVersion version)
    {
        await using WebSocketBroker broker = await WebSocketBroker.StartAsync();
        using IMqttClient client = new MqttClientFactory().CreateMqttClient();
        List<int> lengths = [];
        TaskCompletionSource all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.ApplicationMessageReceivedAsync += received =>
        {
            lengths.Add((int)received.ApplicationMessage.Payload.Length);
            if (lengths.Count == 2)
            {
                all.SetResult();
            }

            return Task.CompletedTask;
        };
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithProtocolVersion(version).WithTcpServer("127.0.0.1", broker.Port)
                .WithStreamProvider(new Provider($"ws://127.0.0.1:{broker.Port}/mqtt")).Build());
        await client.SubscribeAsync("topic");

        await client.PublishBinaryAsync("topic", new byte[1]);
        await client.PublishBinaryAsync("topic", new byte[BigBytes]);

        await all.Task.WaitAsync(Patience);
        CollectionAssert.AreEqual(new[] { 1, BigBytes }, lengths);
    }

    [TestMethod]
    public async Task A_wrong_path_is_said()
    {
        await using WebSocketBroker broker = await WebSocketBroker.StartAsync();

        WebSocketFailedException refused = await Assert.ThrowsExactlyAsync<WebSocketFailedException>(
            () => OpenAsync($"ws://127.0.0.1:{broker.Port}/other", CancellationToken.None));

        Assert.AreEqual("an HTTP server answers 404 and makes no WebSocket: is the path /other right?", refused.Message);
    }

    private static Task<Stream> OpenAsync(string url, CancellationToken stop)
    {
        Assert.IsTrue(BrokerAddress.TryParseUrl(url, 0, out BrokerAddress? address, out string? problem), problem);
        return BrokerStream.OpenAsync(address!, null, _ => { }, _ => { }, stop);
    }

    private sealed class Provider(string url) : IMqttClientStreamProvider
    {
        public Task<Stream> ConnectAsync(EndPoint brokerEndPoint, CancellationToken cancellationToken) => OpenAsync(url, cancellationToken);
    }
}
