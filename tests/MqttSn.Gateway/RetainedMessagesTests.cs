using System.Text;
using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>
/// Aggregating: every subscriber gets the retained messages that match once for each of its SUBSCRIBEs, and nobody else does, however the
/// subscriptions overlap, whatever is retained meanwhile, and whenever the broker's answers come: it answers requests in order. When the broker has
/// forgotten the session, every subscriber gets them once more for each of its subscriptions.
/// </summary>
[TestClass]
public sealed class RetainedMessagesTests
{
    private const int Clients = 5;
    private const int Rounds = 500;

    // Who has it first, alone, shows the gateway in which order the broker sends.
    private const string Shown = "shown";

    private static readonly string[] Filters = ["a/#", "a/b", "+/b", "#", "a/+"];
    private static readonly string[] Topic = ["a/b", "a/c", "b", Shown];

    private enum SubAck
    {
        First,
        Last,
        Anywhere,
    }

    [TestMethod]
    public void Each_copy_reaches_exactly_the_subscribers_it_was_asked_for_by_when_SUBACK_comes_first() => RunAll(SubAck.First, true);

    [TestMethod]
    public void Each_copy_reaches_exactly_the_subscribers_it_was_asked_for_by_when_SUBACK_comes_last() => RunAll(SubAck.Last, true);

    [TestMethod]
    public void Each_subscriber_gets_as_many_copies_as_it_asked_for_when_SUBACK_comes_anywhere() => RunAll(SubAck.Anywhere, false);

    [TestMethod]
    public void A_broker_that_forgets_owes_each_subscriber_a_copy_again_when_SUBACK_comes_first() => RunAll(SubAck.First, true, true);

    [TestMethod]
    public void A_broker_that_forgets_owes_each_subscriber_a_copy_again_when_SUBACK_comes_last() => RunAll(SubAck.Last, true, true);

    private static void RunAll(SubAck subAck, bool changes, bool forgets = false)
    {
        for (int seed = 0; seed < Rounds; seed++)
        {
            Run(new Random(seed), subAck, changes, forgets, $"seed {seed}");
        }
    }

    private static void Run(Random random, SubAck subAck, bool changes, bool forgets, string name)
    {
        RetainingBroker broker = new(subAck, random);
        CopiesNetwork network = new();
        MqttSnGateway gateway = new(new GatewaySettings { AdvertiseIntervalMs = 0 }, network, broker);
        gateway.OnBrokerConnected(0, 0, false);
        for (int c = 0; c < Clients; c++)
        {
            Send(gateway, c, Encode.Connect("c" + c, true, false, 60));
            foreach (string topic in Topic)
            {
                Send(gateway, c, Encode.Register(1, topic));
            }
        }

        Subscribe(gateway, broker, 0, Shown);
        broker.DeliverAll(gateway);
        HashSet<(int, string)> used = [];
        for (int n = 0; n < 12; n++)
        {
            int client = random.Next(Clients);
            string filter = Filters[random.Next(Filters.Length)];
            if (used.Add((client, filter)))
            {
                Subscribe(gateway, broker, client, filter);
            }

            for (int events = random.Next(6); events > 0; events--)
            {
                broker.DeliverNext(gateway);
                if (changes && random.Next(3) == 0)
                {
                    broker.ChangeOne();
                }

                if (forgets && random.Next(12) == 0)
                {
                    // Who had no answer is told to ask again.
                    used.ExceptWith(broker.Forget(gateway));
                }
            }
        }

        broker.DeliverAll(gateway);
        CollectionAssert.AreEquivalent(
            broker.Owed.Select(o => subAck == SubAck.Anywhere ? o with { Request = 0 } : o).ToArray(),
            network.Copies.Select(o => subAck == SubAck.Anywhere ? o with { Request = 0 } : o).ToArray(),
            name);
    }

    private static void Subscribe(MqttSnGateway gateway, RetainingBroker broker, int client, string filter)
    {
        broker.Expect(client, filter);
        Send(gateway, client, Encode.Subscribe(0, 10, TopicIdType.Normal, 0, filter));
    }

    private static void Send(MqttSnGateway gateway, int client, byte[] datagram) =>
        gateway.OnDatagram(0, new NetworkAddress(0, 1, 0, client), datagram, 0, datagram.Length);

    /// <summary>A retained message to a client, because of the broker's request of that number.</summary>
    private sealed record Copy(int Client, string Topic, int Request);

    private sealed class CopiesNetwork : IDatagramSender
    {
        public List<Copy> Copies { get; } = [];

        public void Send(NetworkAddress to, byte[] buffer, int offset, int length)
        {
            Message message = new();
            Assert.IsTrue(MessageDecoder.TryDecode(buffer, offset, length, message, out _));
            if (message.Type == MessageType.Publish && message.Retain)
            {
                Copies.Add(new Copy(to.Port, Topic[message.TopicId - 1], buffer[message.DataOffset]));
            }
        }

        public void Broadcast(int radius, byte[] buffer, int offset, int length) => Assert.Fail("nobody asked");
    }

    // Takes requests up in order; what belongs to one comes before anything of the next. The payload is the request's number.
    private sealed class RetainingBroker(SubAck subAck, Random random) : IBroker
    {
        private readonly HashSet<string> _retained = [.. Topic];
        private readonly Queue<Func<List<Action<MqttSnGateway>>>> _requests = new();
        private readonly Dictionary<string, List<int>> _waiting = [];
        private readonly HashSet<string> _granted = [];
        private readonly HashSet<(int Client, string Filter)> _asked = [];
        private readonly HashSet<(int Client, string Filter)> _confirmed = [];
        private List<Action<MqttSnGateway>> _answers = [];
        private int _number;

        public List<Copy> Owed { get; } = [];

        /// <summary>A client subscribes: the next request for the filter is also for it.</summary>
        public void Expect(int client, string filter)
        {
            if (!_waiting.TryGetValue(filter, out List<int>? clients))
            {
                _waiting[filter] = clients = [];
            }

            clients.Add(client);
            _asked.Add((client, filter));
        }

        /// <summary>The connection is lost, and the session with it. What nobody has had an answer to is returned.</summary>
        public List<(int Client, string Filter)> Forget(MqttSnGateway gateway)
        {
            List<(int Client, string Filter)> unanswered = [.. _asked.Except(_confirmed)];
            _asked.ExceptWith(unanswered);
            _requests.Clear();
            _answers.Clear();
            _waiting.Clear();
            _granted.Clear();
            gateway.OnBrokerLost(0, MqttSnGateway.OwnConnection, false);
            gateway.OnBrokerConnected(0, MqttSnGateway.OwnConnection, false);
            return unanswered;
        }

        public void ChangeOne()
        {
            string topic = Topic[random.Next(Topic.Length)];
            if (!_retained.Remove(topic))
            {
                _retained.Add(topic);
            }
        }

        public void DeliverAll(MqttSnGateway gateway)
        {
            while (DeliverNext(gateway))
            {
            }
        }

        public bool DeliverNext(MqttSnGateway gateway)
        {
            if (_answers.Count == 0)
            {
                if (!_requests.TryDequeue(out Func<List<Action<MqttSnGateway>>>? request))
                {
                    return false;
                }

                _answers = request();
            }

            Action<MqttSnGateway> answer = _answers[0];
            _answers.RemoveAt(0);
            answer(gateway);
            return true;
        }

        public bool Subscribe(int connection, byte[] filter, int qos, int token)
        {
            int number = ++_number;
            string name = Encoding.UTF8.GetString(filter);
            _waiting.Remove(name, out List<int>? clients);
            clients ??= [];
            if (!_granted.Contains(name))
            {
                clients = [.. clients.Union(_confirmed.Where(c => c.Filter == name).Select(c => c.Client))];
            }

            _requests.Enqueue(() => TakeUp(number, name, clients, g =>
            {
                _granted.Add(name);
                _confirmed.UnionWith(clients.Select(c => (c, name)));
                g.OnBrokerSubscribed(0, token, qos);
            }));
            return true;
        }

        public bool Publish(
            int connection, byte[] topic, int topicOffset, int topicLength, byte[] payload, int payloadOffset, int payloadLength, int qos,
            bool retain, int token) =>
            throw new NotSupportedException();

        public bool Unsubscribe(int connection, byte[] filter, int token) => throw new NotSupportedException();

        private List<Action<MqttSnGateway>> TakeUp(int number, string filter, List<int> clients, Action<MqttSnGateway> acknowledge)
        {
            List<Action<MqttSnGateway>> answers = [];
            foreach (string topic in _retained.Where(t => Topics.Matches(filter, t)))
            {
                byte[] octets = Encoding.UTF8.GetBytes(topic);
                byte[] payload = [(byte)number];
                answers.Add(g =>
                {
                    Owed.AddRange(clients.Select(c => new Copy(c, topic, number)));
                    g.OnBrokerMessage(0, 0, octets, 0, octets.Length, payload, 0, 1, 0, true, 0);
                });
            }

            int place = subAck switch
            {
                SubAck.First => 0,
                SubAck.Last => answers.Count,
                _ => random.Next(answers.Count + 1),
            };
            answers.Insert(place, acknowledge);
            return answers;
        }
    }
}
