using Microsoft.VisualStudio.TestTools.UnitTesting;
using SensorNet.MqttSn.Gateway.Tests.Simulation;

namespace SensorNet.MqttSn.Gateway.Tests;

/// <summary>Any octets whatever, from known and unknown peers, with and without forwarders: no exception, and the bounds hold.</summary>
[TestClass]
public sealed class FuzzTests
{
    private const int Datagrams = 300_000;

    [TestMethod]
    public void Generated_datagrams_never_make_the_gateway_throw_or_exceed_its_bounds()
    {
        Random random = new(20260722);
        GatewaySettings settings =
            new() { ClientsMax = 8, TopicsPerClientMax = 4, SubscriptionsPerClientMax = 2, InflightMax = 5, AdvertiseIntervalMs = 0 };
        NullBroker broker = new();
        MqttSnGateway gateway = new(settings, new NullNetwork(), broker);
        gateway.OnBrokerConnected(0, 0, false);
        long now = 0;
        byte[] buffer = new byte[300];
        for (int i = 0; i < Datagrams; i++)
        {
            int length = Fill(random, buffer);
            gateway.OnDatagram(now, new NetworkAddress(0, 1, 0, random.Next(12)), buffer, 0, length);
            Disturb(random, gateway, broker, ref now);
            Assert.IsLessThanOrEqualTo(settings.ClientsMax, gateway.ClientCount);
            Assert.IsLessThanOrEqualTo(settings.BufferedMessagesMax, gateway.BufferedMessageCount);
            Assert.IsLessThanOrEqualTo(settings.InflightMax, gateway.PendingCount);
        }

        Assert.IsGreaterThan(1000L, gateway.Counters.Connects);
        Assert.IsGreaterThan(1000L, gateway.Counters.PublishedUp);
    }

    private static void Disturb(Random random, MqttSnGateway gateway, NullBroker broker, ref long now)
    {
        now += random.Next(200);
        switch (random.Next(8))
        {
            case 0:
                gateway.OnTime(now);
                break;
            case 1:
                gateway.OnBrokerPublished(now, random.Next(4) == 0 ? random.Next() : broker.Token, random.Next(5) > 0);
                break;
            case 2:
                gateway.OnBrokerSubscribed(now, broker.Token, random.Next(-1, 3));
                break;
            case 3:
                gateway.OnBrokerUnsubscribed(now, broker.Token);
                break;
            case 4:
                byte[] topic = Topics.Bytes(Topics.Names[random.Next(Topics.Names.Length)]);
                gateway.OnBrokerMessage(now, 0, topic, 0, topic.Length, topic, 0, topic.Length, random.Next(3), random.Next(4) == 0, random.Next(3));
                break;
            case 5 when random.Next(200) == 0:
                gateway.OnBrokerLost(now, random.Next(3), random.Next(2) == 0);
                gateway.OnBrokerConnected(now, 0, random.Next(2) == 0);
                break;
        }
    }

    // A message of some type whose fields are likely values, sometimes cut, mutated, or behind a forwarder.
    private static int Fill(Random random, byte[] buffer)
    {
        int at = random.Next(10) == 0 ? ForwarderHeader.WriteForwarder(new Slice(buffer), 0, new Slice([(byte)random.Next(3)])) : 0;
        byte[] message = Make(random);
        message.CopyTo(buffer, at);
        int length = at + message.Length;
        if (random.Next(6) == 0)
        {
            buffer[random.Next(length)] = (byte)random.Next(256);
        }

        return random.Next(20) == 0 ? random.Next(length + 1) : length;
    }

    private static byte[] Make(Random random)
    {
        int id = 1 + random.Next(4);
        string name = Topics.Names[random.Next(Topics.Names.Length)];
        TopicIdType type = (TopicIdType)random.Next(3);
        int topicId = type == TopicIdType.ShortName ? 0x6162 : id;
        switch (random.Next(18))
        {
            case 0 or 1:
                return Encode.Connect("c" + random.Next(12), random.Next(2) == 0, random.Next(3) == 0, random.Next(20));
            case 2:
                return Encode.WillTopic(name, random.Next(3));
            case 3:
                return Encode.WillMessage(new byte[random.Next(20)]);
            case 4:
                return Encode.Register(id, name);
            case 5:
                return Encode.RegAck(id, 1 + random.Next(20));
            case 6 or 7:
                int qos = random.Next(3);
                return Encode.Publish(qos, type, topicId, qos == 0 ? 0 : id, new byte[random.Next(40)]);
            case 8:
                return Encode.PubAck(id, 1 + random.Next(20), (ReturnCode)random.Next(4));
            case 9:
                return Encode.PubRec(1 + random.Next(20));
            case 10:
                return Encode.PubRel(id);
            case 11:
                return Encode.PubComp(1 + random.Next(20));
            case 12:
                return Encode.Subscribe(random.Next(3), id, type, topicId, Topics.Filters[random.Next(Topics.Filters.Length)]);
            case 13:
                return Encode.Unsubscribe(id, type, topicId, Topics.Filters[random.Next(Topics.Filters.Length)]);
            case 14:
                return random.Next(2) == 0 ? Encode.PingReq() : Encode.PingReq("c" + random.Next(12));
            case 15:
                return random.Next(2) == 0 ? Encode.Disconnect() : Encode.Disconnect(random.Next(20));
            case 16:
                return Encode.WillMessageUpdate(new byte[random.Next(20)]);
            default:
                byte[] octets = new byte[2 + random.Next(30)];
                random.NextBytes(octets);
                octets[0] = (byte)octets.Length;
                return octets;
        }
    }
}
