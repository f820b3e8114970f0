using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>
/// Aggregating: every subscriber gets every retained message that matches once for each of its SUBSCRIBEs, and nobody else does, however the subscriptions overlap and
/// whenever the broker's answers come: it answers requests in order.
/// </summary>
[TestClass]
public sealed class RetainedMessagesTests
{
    private static readonly string[] Filters = ["a/#", "a/b", "+/b", "#", "a/+"];
    private static readonly string[] Retained = ["a/b", "a/c", "b"];

    [TestMethod]
    public void Each_new_subscription_brings_the_retained_messages_to_its_client_alone()
    {
        for (int seed = 0; seed < 500; seed++)
        {
            Run(new Random(seed), seed);
        }
    }

    private static void Run(Random random, int seed)
    {
        RetainingBroker broker = new(Retained);
        CountingNetwork network = new();
        MqttSnGateway gateway = new(new GatewaySettings { AdvertiseIntervalMs = 0 }, network, broker);
        gateway.OnBrokerConnected(0, 0, false);
        const int Clients = 5;
        int[,] expected = new int[Clients, Retained.Length];
        for (int c = 0; c < Clients; c++)
        {
            Send(gateway, c, Encode.Connect("c" + c, true, false, 60));
            foreach (string topic in Retained)
            {
                Send(gateway, c, Encode.Register(1, topic));
            }
        }

        List<int> used = [];
        for (int n = 0; n < 12; n++)
        {
            int client = random.Next(Clients);
            int filter = random.Next(Filters.Length);
            if (used.Contains((client * 100) + filter))
            {
                continue;
            }

            used.Add((client * 100) + filter);
            Send(gateway, client, Encode.Subscribe(0, 10 + n, TopicIdType.Normal, 0, Filters[filter]));
            for (int t = 0; t < Retained.Length; t++)
            {
                expected[client, t] += Topics.Matches(Filters[filter], Retained[t]) ? 1 : 0;
            }

            for (int events = random.Next(6); events > 0; events--)
            {
                broker.DeliverNext(gateway, random);
            }
        }

        while (broker.DeliverNext(gateway, random))
        {
        }

        for (int c = 0; c < Clients; c++)
        {
            for (int t = 0; t < Retained.Length; t++)
            {
                Assert.AreEqual(expected[c, t], network.RetainedCount(c, t + 1), $"seed {seed}: client {c}, {Retained[t]}");
            }
        }
    }

    private static void Send(MqttSnGateway gateway, int client, byte[] datagram) =>
        gateway.OnDatagram(0, new NetworkAddress(0, 1, 0, client), datagram, 0, datagram.Length);

    private sealed class CountingNetwork : IDatagramSender
    {
        private readonly Dictionary<(int Port, int TopicId), int> _counts = [];

        public int RetainedCount(int port, int topicId) => _counts.GetValueOrDefault((port, topicId));

        public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
        {
            Message message = new();
            Assert.IsTrue(MessageDecoder.TryDecode(buffer, offset, length, message, out _));
            if (message.Type == MessageType.Publish && message.Retain)
            {
                _counts[(to.Port, message.TopicId)] = RetainedCount(to.Port, message.TopicId) + 1;
            }
        }

        public void Broadcast(int radius, byte[] buffer, int offset, int length) => Assert.Fail("nobody asked");
    }

    // SUBACK and retained messages of one request come together, in any order among them; requests are answered in theirs.
    private sealed class RetainingBroker(string[] retained) : IBroker
    {
        private readonly Queue<List<Action<MqttSnGateway>>> _answers = new();

        public bool DeliverNext(MqttSnGateway gateway, Random random)
        {
            while (_answers.TryPeek(out List<Action<MqttSnGateway>>? first))
            {
                if (first.Count == 0)
                {
                    _answers.Dequeue();
                    continue;
                }

                int at = random.Next(first.Count);
                Action<MqttSnGateway> answer = first[at];
                first.RemoveAt(at);
                answer(gateway);
                return true;
            }

            return false;
        }

        public bool Subscribe(int connection, byte[] filter, int qos, int token)
        {
            string name = Encoding.UTF8.GetString(filter);
            List<Action<MqttSnGateway>> answers = [g => g.OnBrokerSubscribed(0, token, qos)];
            foreach (string topic in retained.Where(t => Topics.Matches(name, t)))
            {
                byte[] octets = Encoding.UTF8.GetBytes(topic);
                answers.Add(g => g.OnBrokerMessage(0, 0, octets, 0, octets.Length, octets, 0, octets.Length, 0, true, 0));
            }

            _answers.Enqueue(answers);
            return true;
        }

        public bool Open(int connection, byte[] clientId, bool cleanSession, int keepAliveSeconds, Will will) => throw new NotSupportedException();

        public void Close(int connection, bool sendDisconnect) => throw new NotSupportedException();

        public bool Publish(
            int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos, bool retain, int token) =>
            throw new NotSupportedException();

        public bool Unsubscribe(int connection, byte[] filter, int token) => throw new NotSupportedException();

        public void Acknowledge(int connection, int ackToken) => throw new NotSupportedException();
    }
}
