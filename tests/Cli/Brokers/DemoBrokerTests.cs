using MQTTnet;
using MQTTnet.Protocol;
using SensorNet.Cli.Brokers;
using SensorNet.Cli.Hosting;

namespace SensorNet.Cli.Tests.Brokers;

[TestClass]
public sealed class DemoBrokerTests
{
    [TestMethod]
    public async Task A_client_that_vanishes_has_its_will_published_and_kept()
    {
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        Task<MqttApplicationMessage> will = await SubscribeAsync(broker, "d/+/status");
        IMqttClient vanishing = await ConnectAsync(broker, builder => builder
            .WithWillTopic("d/a/status")
            .WithWillPayload("offline")
            .WithWillRetain()
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce));
        vanishing.Dispose();
        MqttApplicationMessage seen = await will.WaitAsync(CliRun.WaitMax);
        Assert.AreEqual("offline", seen.ConvertPayloadToString());
        Assert.AreEqual(MqttQualityOfServiceLevel.AtLeastOnce, seen.QualityOfServiceLevel);

        Task<MqttApplicationMessage> kept = await SubscribeAsync(broker, "d/a/status");
        Assert.IsTrue((await kept.WaitAsync(CliRun.WaitMax)).Retain);
    }

    [TestMethod]
    public async Task A_client_that_says_goodbye_has_no_will_published()
    {
        await using DemoBroker broker = await DemoBroker.StartAsync(port: 0);
        Task<MqttApplicationMessage> first = await SubscribeAsync(broker, "d/#");
        using IMqttClient leaving = await ConnectAsync(
            broker, builder => builder.WithWillTopic("d/a/status").WithWillPayload("offline"));
        await leaving.DisconnectAsync();
        using IMqttClient other = await ConnectAsync(broker, builder => builder);
        await other.PublishStringAsync("d/b/status", "online");
        Assert.AreEqual("d/b/status", (await first.WaitAsync(CliRun.WaitMax)).Topic);
    }

    [TestMethod]
    public async Task A_port_in_use_says_the_way_out()
    {
        await using DemoBroker first = await DemoBroker.StartAsync(port: 0);
        CliException error = await Assert.ThrowsExactlyAsync<CliException>(
            () => DemoBroker.StartAsync(first.Address.Port));
        StringAssert.Contains(error.Message, $"port {first.Address.Port} is in use: choose another with --port N");
    }

    private static async Task<IMqttClient> ConnectAsync(
        DemoBroker broker, Func<MqttClientOptionsBuilder, MqttClientOptionsBuilder> configure)
    {
        IMqttClient client = new MqttClientFactory().CreateMqttClient();
        MqttClientOptionsBuilder builder =
            new MqttClientOptionsBuilder().WithTcpServer(broker.Address.Host, broker.Address.Port);
        await client.ConnectAsync(configure(builder).Build());
        return client;
    }

    /// <summary>Gives the first message on a topic; the connection lasts as long as the broker.</summary>
    private static async Task<Task<MqttApplicationMessage>> SubscribeAsync(DemoBroker broker, string topic)
    {
        TaskCompletionSource<MqttApplicationMessage> first = new TaskCompletionSource<MqttApplicationMessage>(
            TaskCreationOptions.RunContinuationsAsynchronously);
        IMqttClient client = await ConnectAsync(broker, builder => builder);
        client.ApplicationMessageReceivedAsync += received =>
        {
            first.TrySetResult(received.ApplicationMessage);
            return Task.CompletedTask;
        };
        await client.SubscribeAsync(topic, MqttQualityOfServiceLevel.AtLeastOnce);
        return first.Task;
    }
}
