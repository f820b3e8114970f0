using System.Net;
using System.Net.Sockets;
using SensorNet.Emulator.Tests.Support;
using SensorNet.EndToEnd.Tests.MqttSn;

namespace SensorNet.EndToEnd.Tests.Node;

/// <summary>A commanded change that does not work, on a board whose clock runs fast: the 300 s of its trial pass in some 20 s.</summary>
[TestClass]
[DoNotParallelize]
public sealed class TrialFallbackTests
{
    private const int Speed = 15;
    private static readonly TimeSpan TrialAtMost = TimeSpan.FromSeconds(120);

    [TestMethod]
    public async Task A_broker_that_does_not_answer_is_given_up_after_300_s_and_the_old_one_is_back()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        using EmulatedFirmware node = Start(broker, "stayer");
        await node.WaitUntilOnlineAsync(subscriber);
        int port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await FallsBackAsync(broker, subscriber, node, $$$"""{"id":"m","set":{"brokerPort":{{{port}}}}}""");
    }

    [TestMethod]
    public async Task A_password_that_the_broker_refuses_is_given_up_and_the_old_one_is_back()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync("node", "secret");
        using Subscriber subscriber = await Subscriber.StartAsync(broker, user: "node", password: "secret");
        using EmulatedFirmware node = Start(broker, "keeper", ("brokerUser", "node"), ("brokerPassword", "secret"));
        await node.WaitUntilOnlineAsync(subscriber);
        await FallsBackAsync(broker, subscriber, node, """{"id":"m","set":{"brokerPassword":"another"}}""", ["-u", "node", "-P", "secret"]);
        Assert.DoesNotContain("another", node.Output);
    }

    [TestMethod]
    public async Task A_network_that_is_not_there_opens_no_access_point_while_it_is_tried()
    {
        using MosquittoBroker broker = await MosquittoBroker.StartAsync();
        using Subscriber subscriber = await Subscriber.StartAsync(broker);
        using EmulatedFirmware node = Start(broker, "homebird", ("fallbackAfterSeconds", 60));
        await node.WaitUntilOnlineAsync(subscriber);
        await FallsBackAsync(broker, subscriber, node, """{"id":"m","set":{"wifiSsid":"nowhere","wifiPassword":"12345678"}}""");
        Assert.AreEqual(0, node.CountOf("access point"), node.Output);
    }

    private static async Task FallsBackAsync(
        MosquittoBroker broker, Subscriber subscriber, EmulatedFirmware node, string command, string[]? account = null)
    {
        string responses = node.Topic("responses");
        await Publisher.SendAsync(broker, node.Topic("commands"), command, 1, account: account);
        await subscriber.WaitForAsync(responses, """{"id":"m","applies":"after restart","tryingSeconds":300}""", details: () => node.Output);
        await Wait.UntilAsync(() => subscriber.On(responses).Count > 1, "the second answer", TrialAtMost, () => node.Output);
        string answer = subscriber.On(responses)[1].Payload;
        StringAssert.StartsWith(answer, """{"id":"m","ok":false,"error":"no connection within 300 s""", node.Output);
        StringAssert.EndsWith(answer, """; the old settings are back"}""");
        int readings = subscriber.On(node.Topic("readings")).Count;
        await node.WaitForReadingsAsync(subscriber, readings + 2);
    }

    private static EmulatedFirmware Start(MosquittoBroker broker, string id, params (string Key, object Value)[] more)
    {
        Dictionary<string, object> settings = new()
        {
            ["deviceId"] = id,
            ["intervalMs"] = 10000,
            ["brokerHost"] = "127.0.0.1",
            ["brokerPort"] = broker.Port,
            ["keepAliveSeconds"] = 3600,
        };
        foreach ((string key, object value) in more)
        {
            settings[key] = value;
        }

        return new EmulatedFirmware(SensorNode.Program.Main, 77, settings, time: new FastTimeProvider(Speed));
    }
}
