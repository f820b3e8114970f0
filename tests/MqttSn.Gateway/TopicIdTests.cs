using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>Topic ids that are taken from one topic for another, a great many of them.</summary>
[TestClass]
public sealed class TopicIdTests : IDatagramSender
{
    private readonly Message _message = new();
    private readonly List<int> _ids = [];
    private readonly Dictionary<int, string> _name = [];
    private string _delivered = "";
    private byte[]? _answer;
    private MqttSnGateway _gateway = null!;

    [TestMethod]
    [DataRow(1, 70_000)]
    [DataRow(7, 70_000)]
    [DataRow(100, 70_000)]
    [DataRow(40_000, 41_000)]
    public void An_id_is_given_to_another_topic_as_late_as_the_numbers_allow(int topicsMax, int topics)
    {
        Start(topicsMax);
        for (int i = 0; i < topics; i++)
        {
            Deliver($"t/{i}");
        }

        Assert.HasCount(topics, _ids);
        CollectionAssert.AreEqual(Enumerable.Range(1, topicsMax).ToArray(), _ids[..topicsMax]);
        Assert.IsTrue(_ids.All(id => id is >= Limits.TopicIdMin and <= Limits.TopicIdMax));

        // All places have had their turn as often as there are numbers for them before one comes again.
        int turns = Math.Max(1, Limits.TopicIdMax / topicsMax);
        Assert.AreEqual(turns * topicsMax, _ids.Take(turns * topicsMax).Distinct().Count());
        Assert.AreEqual(0L, _gateway.Counters.LossCount);
    }

    [TestMethod]
    public void Topics_that_come_and_go_at_random_keep_the_ids_that_the_client_was_told()
    {
        const int Names = 60;
        Start(20);
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            // A few are had often, and keep their ids.
            int topic = random.Next(2) == 0 ? random.Next(5) : random.Next(Names);
            Deliver($"t/{topic}");
        }

        Assert.AreEqual(20_000L, _gateway.Counters.DeliveredDown);
        Assert.AreEqual(0L, _gateway.Counters.LossCount);
        Assert.IsTrue(_ids.Count < 10_000, $"{_ids.Count} of 20000 messages needed a REGISTER");
        Assert.AreEqual(20, _gateway.TopicCount);
    }

    void IDatagramSender.Send(NetworkAddress to, byte[] buffer, int offset, int length)
    {
        Assert.IsTrue(MessageDecoder.TryDecode(buffer, offset, length, _message, out _));
        if (_message.Type == MessageType.Register)
        {
            _name[_message.TopicId] = System.Text.Encoding.ASCII.GetString(buffer, _message.TopicOffset, _message.TopicLength);
            _ids.Add(_message.TopicId);
            _answer = Encode.RegAck(_message.TopicId, _message.MessageId);
        }
        else if (_message.Type == MessageType.Publish)
        {
            Assert.AreEqual(_delivered, _name[_message.TopicId]);
        }
    }

    void IDatagramSender.Broadcast(int radius, byte[] buffer, int offset, int length) => Assert.Fail("nobody asked");

    private void Start(int topicsMax)
    {
        NullBroker broker = new();
        _gateway = new MqttSnGateway(new GatewaySettings { AdvertiseIntervalMs = 0, TopicsPerClientMax = topicsMax }, this, broker);
        _gateway.OnBrokerConnected(0, MqttSnGateway.OwnConnection, false);
        Send(Encode.Connect("c", true, false, 60));
        Send(Encode.Subscribe(0, 1, TopicIdType.Normal, 0, "#"));
    }

    private void Deliver(string topic)
    {
        _delivered = topic;
        _answer = null;
        byte[] octets = System.Text.Encoding.ASCII.GetBytes(topic);
        _gateway.OnBrokerMessage(0, MqttSnGateway.OwnConnection, octets, 0, octets.Length, octets, 0, octets.Length, 0, false, 0);
        if (_answer is { } answer)
        {
            Send(answer);
        }
    }

    private void Send(byte[] datagram) => _gateway.OnDatagram(0, new NetworkAddress(0, 1, 0, 1), datagram, 0, datagram.Length);
}
