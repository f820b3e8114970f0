using System.Buffers;
using System.Text;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Mqtt;

/// <summary>Subscriptions and what comes over them.</summary>
[TestClass]
public sealed class SubscribeTests
{
    [TestMethod]
    public void Suback_is_an_event_with_what_was_granted()
    {
        using ClientFixture fixture = new();
        fixture.Connect();

        ushort messageId = fixture.Client.Subscribe(["a", "b/#"], [MqttQoSLevel.AtMostOnce, MqttQoSLevel.ExactlyOnce]);

        fixture.ExpectEvent($"subscribed {messageId} 0,2");
    }

    [TestMethod]
    public void Unsuback_is_an_event()
    {
        using ClientFixture fixture = new();
        fixture.Connect();

        ushort messageId = fixture.Client.Unsubscribe(["a"]);

        fixture.ExpectEvent($"unsubscribed {messageId}");
        Assert.AreEqual("a", fixture.Broker.Of<MqttUnsubscribePacket>().Single().TopicFilters.Single());
    }

    [TestMethod]
    public void Subscription_that_is_not_answered_raises_nothing()
    {
        using ClientFixture fixture = new();
        fixture.Broker.Answer = packet => packet is MqttSubscribePacket ? null : ScriptedBroker.Politely(packet);
        fixture.Connect();

        fixture.Client.Subscribe(["a"], [MqttQoSLevel.AtMostOnce]);
        Eventually.Holds(() => fixture.Broker.Of<MqttSubscribePacket>().Length == 3, "three attempts");
        ushort messageId = fixture.Publish("after", MqttQoSLevel.AtLeastOnce);

        fixture.ExpectEvent($"published {messageId} True");
        Assert.HasCount(1, fixture.Events);
    }

    [TestMethod]
    public void Subscription_without_topics_ends_the_connection()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect();

        fixture.Client.Subscribe([], []);

        fixture.ExpectEvent("closed False");
    }

    [TestMethod]
    [DataRow(MqttQualityOfServiceLevel.AtMostOnce)]
    [DataRow(MqttQualityOfServiceLevel.AtLeastOnce)]
    [DataRow(MqttQualityOfServiceLevel.ExactlyOnce)]
    public void Message_is_handed_out_and_acknowledged(MqttQualityOfServiceLevel qos)
    {
        using ClientFixture fixture = new();
        fixture.Connect();

        fixture.Broker.Send(new MqttPublishPacket
        {
            Topic = "commands",
            Payload = new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes("go")),
            QualityOfServiceLevel = qos,
            PacketIdentifier = qos == MqttQualityOfServiceLevel.AtMostOnce ? (ushort)0 : (ushort)9,
            Retain = true,
        });

        fixture.ExpectEvent($"received commands go {(int)qos} True False");
        Eventually.Holds(
            () => qos switch
            {
                MqttQualityOfServiceLevel.AtLeastOnce => fixture.Broker.Of<MqttPubAckPacket>().Length == 1,
                MqttQualityOfServiceLevel.ExactlyOnce => fixture.Broker.Of<MqttPubCompPacket>().Length == 1,
                _ => true,
            },
            "the acknowledgement");
        Assert.HasCount(1, fixture.Events);
    }

    [TestMethod]
    public void Repeated_qos_2_message_is_handed_out_once()
    {
        using ClientFixture fixture = new();
        fixture.Broker.Answer = ScriptedBroker.ConnectOnly;
        fixture.Connect();
        MqttPublishPacket packet = new() { Topic = "t", QualityOfServiceLevel = MqttQualityOfServiceLevel.ExactlyOnce, PacketIdentifier = 9 };

        fixture.Broker.Send(packet);
        Eventually.Holds(() => fixture.Broker.Of<MqttPubRecPacket>().Length == 1, "PUBREC");
        fixture.Broker.Send(packet);
        Eventually.Holds(() => fixture.Broker.Of<MqttPubRecPacket>().Length == 2, "PUBREC again");
        fixture.Broker.Send(new MqttPubRelPacket { PacketIdentifier = 9 });
        Eventually.Holds(() => fixture.Broker.Of<MqttPubCompPacket>().Length == 1, "PUBCOMP");
        fixture.Broker.Send(new MqttPubRelPacket { PacketIdentifier = 9 });
        Eventually.Holds(() => fixture.Broker.Of<MqttPubCompPacket>().Length == 2, "PUBCOMP again");

        fixture.ExpectEvent("received t  2 False False");
        Assert.HasCount(1, fixture.Events);
    }

    [TestMethod]
    public void Events_come_one_at_a_time_from_one_thread()
    {
        using ClientFixture fixture = new();
        int running = 0;
        bool wasTogether = false;
        fixture.Client.MqttMsgPublishReceived += (_, _) =>
        {
            wasTogether |= Interlocked.Increment(ref running) > 1;
            BoardThread.Sleep(5);
            Interlocked.Decrement(ref running);
        };
        fixture.Connect();

        for (int index = 0; index < 20; index++)
        {
            fixture.Broker.Send(new MqttPublishPacket { Topic = "t" });
        }

        ushort messageId = fixture.Publish("a", MqttQoSLevel.AtLeastOnce);
        fixture.ExpectEvent($"published {messageId} True");
        Eventually.Holds(() => fixture.Events.Count == 21, "21 events");
        Assert.IsFalse(wasTogether);
        Assert.HasCount(1, fixture.EventThreads);
        Assert.IsFalse(fixture.EventThreads.ContainsKey(System.Environment.CurrentManagedThreadId));
    }

    [TestMethod]
    public void Handler_that_throws_ends_the_connection()
    {
        using ClientFixture fixture = new();
        fixture.Client.MqttMsgPublished += (_, _) => throw new InvalidDataException();
        fixture.Connect();

        fixture.Publish("a", MqttQoSLevel.AtLeastOnce);

        fixture.ExpectEvent("closed False");
    }
}
