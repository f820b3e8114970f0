using System.Diagnostics;
using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>What a message and a client cost.</summary>
[TestClass]
[DoNotParallelize]
public sealed class LoadTests
{
    private const int Messages = 20_000;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Publishing_up_at_qos_0_and_1_allocates_nothing()
    {
        Crowd crowd = new(GatewaySettings.ForServer(), 100);
        byte[] qos0 = Encode.Publish(0, TopicIdType.Normal, 1, 0, new byte[50]);
        byte[] qos1 = Encode.Publish(1, TopicIdType.Normal, 1, 9, new byte[50]);
        Measure("QoS 0 up", i => crowd.Send(i % 100, qos0));
        Measure("QoS 1 up", i =>
        {
            crowd.Send(i % 100, qos1);
            crowd.Gateway.OnBrokerPublished(crowd.Now, crowd.Broker.Token, true);
        });
        Assert.AreEqual(4L * Messages, crowd.Broker.Published);
        Assert.AreEqual((byte)MessageType.PubAck, crowd.Network.Last[1]);
    }

    [TestMethod]
    public void Publishing_down_at_qos_0_and_1_allocates_nothing()
    {
        Crowd crowd = new(GatewaySettings.ForServer(), 100);
        byte[][] topics = [.. Enumerable.Range(0, 100).Select(i => Encoding.UTF8.GetBytes(Crowd.CommandTopic(i)))];
        byte[] payload = new byte[50];
        byte[] ack = Encode.PubAck(2, 1, ReturnCode.Accepted);
        Measure("QoS 0 down", i => Message(crowd, topics[i % 100], payload, 0, 0));
        Measure("QoS 1 down", i =>
        {
            Message(crowd, topics[i % 100], payload, 1, 7);

            // The topic id and the message id of the PUBLISH.
            crowd.Network.Last.Slice(3, 4).CopyTo(ack.AsSpan(2));
            crowd.Send(i % 100, ack);
        });
        Assert.AreEqual(2L * Messages, crowd.Broker.Acknowledged);
        Assert.AreEqual(0, crowd.Gateway.BufferedMessageCount);
        Assert.AreEqual(4L * Messages, crowd.Gateway.Counters.DeliveredDown);
    }

    [TestMethod]
    public void A_connected_client_takes_less_than_2_KB_and_leaves_none_of_it()
    {
        const int Clients = 20_000;
        long before = GC.GetTotalMemory(true);
        Stopwatch watch = Stopwatch.StartNew();
        Crowd crowd = new(GatewaySettings.ForServer(), Clients);
        TestContext.WriteLine($"connecting, registering and subscribing {Clients} clients: {watch.ElapsedMilliseconds} ms");
        long perClient = (GC.GetTotalMemory(true) - before) / Clients;
        TestContext.WriteLine($"a connected client with a topic and a subscription: {perClient} octets");
        Assert.IsLessThan(1925L, perClient);

        byte[] payload = new byte[50];
        byte[] sleep = Encode.Disconnect(600);
        for (int i = 0; i < Clients; i++)
        {
            crowd.Send(i, sleep);
            for (int n = 0; n < 10; n++)
            {
                Message(crowd, Encoding.UTF8.GetBytes(Crowd.CommandTopic(i)), payload, 1, 0);
            }
        }

        Assert.AreEqual(10 * Clients, crowd.Gateway.BufferedMessageCount);
        perClient = (GC.GetTotalMemory(true) - before) / Clients;
        TestContext.WriteLine($"a sleeping client with 10 messages of 50 octets: {perClient} octets");
        Assert.IsLessThan(5000L, perClient);

        byte[] leave = Encode.Disconnect();
        for (int i = 0; i < Clients; i++)
        {
            crowd.Send(i, leave);
            crowd.Gateway.OnBrokerUnsubscribed(crowd.Now, crowd.Broker.Token);
        }

        Assert.AreEqual(0, crowd.Gateway.ClientCount);
        Assert.AreEqual(0, crowd.Gateway.TopicCount);
        Assert.AreEqual(0, crowd.Gateway.FilterCount);
        Assert.AreEqual(0, crowd.Gateway.BufferedMessageCount);
        Assert.AreEqual(0, crowd.Gateway.PendingCount);
        GC.KeepAlive(crowd);
    }

    [TestMethod]
    public void A_hundred_thousand_clients_do_not_slow_a_message_down()
    {
        const int Clients = 100_000;
        Crowd crowd = new(GatewaySettings.ForServer(), Clients);
        byte[] qos0 = Encode.Publish(0, TopicIdType.Normal, 1, 0, new byte[50]);
        TimeSpan start = Environment.CpuUsage.TotalTime;
        for (int i = 0; i < Clients; i++)
        {
            crowd.Send((int)(i * 7919L % Clients), qos0);
        }

        // Of processor time, so that a busy machine does not fail it. A walk over all clients a message would allow some thousands.
        double perSecond = Clients / (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        TestContext.WriteLine($"QoS 0 up with {Clients} clients: {perSecond:F0} a second of processor time");
        Assert.AreEqual((long)Clients, crowd.Broker.Published);
        Assert.IsGreaterThan(50_000.0, perSecond);
    }

    [TestMethod]
    public void Retained_messages_find_their_subscriber_without_a_look_at_the_others()
    {
        const int Clients = 50_000;
        const int Retained = 4;
        Crowd crowd = new(GatewaySettings.ForServer(), Clients);
        byte[][] topics = [.. Enumerable.Range(0, Retained).Select(i => Encoding.UTF8.GetBytes("config/" + i))];
        byte[] subscribe = Encode.Subscribe(0, 3, TopicIdType.Normal, 0, "config/+");
        byte[] payload = new byte[10];
        for (int i = 0; i < Clients; i++)
        {
            for (int t = 0; t < Retained; t++)
            {
                crowd.Send(i, Encode.Register(4, "config/" + t));
            }
        }

        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < Clients; i++)
        {
            crowd.Send(i, subscribe);
            crowd.Gateway.OnBrokerSubscribed(crowd.Now, crowd.Broker.Token, 0);
            foreach (byte[] topic in topics)
            {
                crowd.Gateway.OnBrokerMessage(crowd.Now, 0, topic, 0, topic.Length, payload, 0, payload.Length, 0, true, 0);
            }
        }

        TestContext.WriteLine($"{Clients} subscribers of one filter: {watch.ElapsedMilliseconds} ms");
        Assert.AreEqual((long)Clients * Retained, crowd.Gateway.Counters.DeliveredDown);
        Assert.IsLessThan(5_000, watch.ElapsedMilliseconds);
    }

    [TestMethod]
    public void Silent_clients_are_found_lost_without_a_look_at_the_others()
    {
        const int Clients = 50_000;
        Crowd crowd = new(GatewaySettings.ForServer(), Clients);
        byte[] ping = Encode.PingReq();
        crowd.Now += 500_000;
        for (int i = 0; i < Clients; i += 2)
        {
            crowd.Send(i, ping);
        }

        crowd.Now += 160_001;
        crowd.Gateway.OnTime(crowd.Now);
        Assert.AreEqual(Clients / 2, crowd.Gateway.ClientCount);
        Assert.AreEqual((long)Clients / 2, crowd.Gateway.Counters.ClientsLost);
    }

    private static void Message(Crowd crowd, byte[] topic, byte[] payload, int qos, int ackToken) =>
        crowd.Gateway.OnBrokerMessage(crowd.Now, 0, topic, 0, topic.Length, payload, 0, payload.Length, qos, false, ackToken);

    private static void Measure(string what, Action<int> action)
    {
        for (int i = 0; i < Messages; i++)
        {
            action(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Messages; i++)
        {
            action(i);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.AreEqual(0L, allocated, $"{what}: octets allocated for {Messages} messages");
    }
}
