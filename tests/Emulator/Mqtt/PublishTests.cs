using System.Collections;
using System.Text;
using MQTTnet.Packets;
using MQTTnet.Protocol;
using nanoFramework.M2Mqtt;
using nanoFramework.M2Mqtt.Exceptions;
using nanoFramework.M2Mqtt.Messages;
using SensorNet.Emulator.Tests.Support;

namespace SensorNet.Emulator.Tests.Mqtt;

/// <summary>The in-flight queue: sending, repeating, acknowledging, giving up.</summary>
[TestClass]
public sealed class PublishTests
{
    [TestMethod]
    public void Qos_0_arrives_in_order_and_raises_nothing()
    {
        using ClientFixture fixture = new();
        fixture.Connect();

        for (int index = 0; index < 50; index++)
        {
            fixture.Publish(index.ToString());
        }

        Eventually.Holds(() => fixture.Broker.Payloads().Length == 50, "all arrive");
        CollectionAssert.AreEqual(Enumerable.Range(0, 50).Select(index => index.ToString()).ToArray(), fixture.Broker.Payloads());
        Assert.IsTrue(Array.TrueForAll(fixture.Broker.Of<MqttPublishPacket>(), packet => packet.PacketIdentifier == 0));
        Assert.IsEmpty(fixture.Events);
    }

    [TestMethod]
    public void Publish_looks_at_no_connection()
    {
        using ClientFixture fixture = new();

        Assert.AreEqual(1, fixture.Publish("a"));
        Assert.AreEqual(2, fixture.Publish("b", MqttQoSLevel.AtLeastOnce));
        Assert.IsEmpty(fixture.Events);
    }

    [TestMethod]
    public void Messages_queued_before_the_connection_go_out_with_it()
    {
        using ClientFixture fixture = new();
        fixture.Publish("early");
        fixture.Connect();

        fixture.Publish("late");

        Eventually.Holds(() => fixture.Broker.Payloads().SequenceEqual(["early", "late"]), "both arrive");
    }

    [TestMethod]
    public void Full_queue_throws()
    {
        using ClientFixture fixture = new();
        fixture.Client.Settings.InflightQueueSize = 2;
        fixture.Publish("a");
        fixture.Publish("b");

        MqttClientException error = Assert.ThrowsExactly<MqttClientException>(() => fixture.Publish("c"));

        Assert.AreEqual(MqttClientErrorCode.InflightQueueFull, error.ErrorCode);
    }

    [TestMethod]
    public void Message_that_waits_for_its_acknowledgement_takes_room_in_the_queue()
    {
        using ClientFixture fixture = new();
        fixture.Client.Settings.InflightQueueSize = 1;
        fixture.Broker.Answer = ScriptedBroker.ConnectOnly;
        fixture.Connect();
        fixture.Publish("a", MqttQoSLevel.AtLeastOnce);
        Eventually.Holds(() => fixture.Broker.Payloads().Length > 0, "it is sent");
        bool isFull = false;

        // The message leaves the queue for a moment each time it is looked at.
        Eventually.Holds(
            () =>
            {
                try
                {
                    fixture.Publish("b");
                }
                catch (MqttClientException exception)
                {
                    isFull = exception.ErrorCode == MqttClientErrorCode.InflightQueueFull;
                }

                return isFull;
            },
            "the queue is full");
    }

    [TestMethod]
    public void Acknowledged_qos_1_is_published()
    {
        using ClientFixture fixture = new();
        fixture.Connect();

        ushort messageId = fixture.Publish("a", MqttQoSLevel.AtLeastOnce);

        fixture.ExpectEvent($"published {messageId} True");
        Assert.HasCount(1, fixture.Broker.Of<MqttPublishPacket>());
    }

    [TestMethod]
    public void Qos_1_is_sent_three_times_a_second_apart_and_then_given_up()
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Broker.Answer = ScriptedBroker.ConnectOnly;
        fixture.Connect();
        long before = BoardEnvironment.TickCount64;

        ushort messageId = fixture.Publish("a", MqttQoSLevel.AtLeastOnce);
        fixture.ExpectEvent($"published {messageId} False");

        Assert.IsInRange(2_900, 100_000, BoardEnvironment.TickCount64 - before);
        MqttPublishPacket[] attempts = fixture.Broker.Of<MqttPublishPacket>();
        CollectionAssert.AreEqual(new[] { false, true, true }, attempts.Select(attempt => attempt.Dup).ToArray());
        Assert.IsTrue(Array.TrueForAll(attempts, attempt => attempt.PacketIdentifier == messageId));
        Assert.IsTrue(fixture.Client.IsConnected);
    }

    [TestMethod]
    public void Late_acknowledgement_of_a_repetition_is_taken()
    {
        using ClientFixture fixture = new();
        fixture.Broker.Answer = packet => packet is MqttPublishPacket { Dup: false } ? null : ScriptedBroker.Politely(packet);
        fixture.Connect();

        ushort messageId = fixture.Publish("a", MqttQoSLevel.AtLeastOnce);

        fixture.ExpectEvent($"published {messageId} True");
        Assert.HasCount(2, fixture.Broker.Of<MqttPublishPacket>());
    }

    [TestMethod]
    public void Qos_2_goes_through_its_four_steps()
    {
        using ClientFixture fixture = new();
        fixture.Connect();

        ushort messageId = fixture.Publish("a", MqttQoSLevel.ExactlyOnce);

        fixture.ExpectEvent($"published {messageId} True");
        Assert.HasCount(1, fixture.Broker.Of<MqttPublishPacket>());
        Assert.HasCount(1, fixture.Broker.Of<MqttPubRelPacket>());
    }

    [TestMethod]
    public void Pubrel_is_repeated_and_given_up()
    {
        using ClientFixture fixture = new();
        fixture.Broker.Answer = packet => packet is MqttPubRelPacket ? null : ScriptedBroker.Politely(packet);
        fixture.Connect();

        ushort messageId = fixture.Publish("a", MqttQoSLevel.ExactlyOnce);

        fixture.ExpectEvent($"published {messageId} False");
        Assert.HasCount(1, fixture.Broker.Of<MqttPublishPacket>());
        Assert.HasCount(3, fixture.Broker.Of<MqttPubRelPacket>());
    }

    [TestMethod]
    public void Many_qos_1_messages_all_arrive()
    {
        // Not all are sure to raise their event: see MqttClient.DropOrphan.
        using ClientFixture fixture = new();
        fixture.Connect();

        string[] messages = [.. Enumerable.Range(0, 100).Select(index => index.ToString())];
        ushort[] messageIds = [.. messages.Select(message => fixture.Publish(message, MqttQoSLevel.AtLeastOnce))];

        Eventually.Holds(() => messages.All(fixture.Broker.Payloads().Contains), "all arrive");
        Assert.HasCount(100, messageIds.Distinct());
        Assert.IsFalse(fixture.Events.Any(text => text.EndsWith("False", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Qos_1_messages_one_after_the_other_are_all_acknowledged()
    {
        using ClientFixture fixture = new();
        fixture.Connect();

        for (int index = 0; index < 100; index++)
        {
            fixture.ExpectEvent($"published {fixture.Publish("a", MqttQoSLevel.AtLeastOnce)} True");
        }

        Assert.HasCount(100, fixture.Events);
    }

    [TestMethod]
    [DataRow("a/#")]
    [DataRow("a/+/b")]
    [DataRow("")]
    public void Topic_that_cannot_be_sent_ends_the_connection(string topic)
    {
        using ClientFixture fixture = new(ClientFixture.Fast);
        fixture.Connect();

        fixture.Client.Publish(topic, [1]);

        fixture.ExpectEvent("closed False");
        Assert.IsEmpty(fixture.Broker.Of<MqttPublishPacket>());
    }

    [TestMethod]
    public void Content_type_and_user_properties_need_MQTT_5()
    {
        using ClientFixture fixture = new();
        ArrayList properties = [new UserProperty("name", "value")];

        Assert.ThrowsExactly<NotSupportedException>(() => fixture.Client.Publish("topic", [], "text/plain"));
        Assert.ThrowsExactly<NotSupportedException>(() => fixture.Client.Publish("topic", [], null, properties));
    }

    [TestMethod]
    public void MQTT_5_carries_content_type_and_user_properties()
    {
        using ClientFixture fixture = new();
        fixture.Client.ProtocolVersion = MqttProtocolVersion.Version_5;
        fixture.Connect();

        fixture.Client.Publish("topic", Encoding.UTF8.GetBytes("{}"), "application/json", [new UserProperty("name", "value")]);

        Eventually.Holds(() => fixture.Broker.Of<MqttPublishPacket>().Length == 1, "it arrives");
        MqttPublishPacket packet = fixture.Broker.Of<MqttPublishPacket>()[0];
        Assert.AreEqual("application/json", packet.ContentType);
        Assert.AreEqual("name", packet.UserProperties.Single().Name);
    }

    [TestMethod]
    public void Persistent_session_sends_what_was_queued_between_two_connections_once()
    {
        using ClientFixture fixture = new();
        fixture.Connect(cleanSession: false);
        fixture.Broker.HangUp();
        fixture.ExpectEvent("closed False");
        ushort messageId = fixture.Publish("between", MqttQoSLevel.AtLeastOnce);

        fixture.Connect(cleanSession: false);

        fixture.ExpectEvent($"published {messageId} True");
        CollectionAssert.AreEqual(new[] { "between" }, fixture.Broker.Payloads());
    }

    [TestMethod]
    public void Persistent_session_drops_what_was_sent_before_as_the_device_does()
    {
        using ClientFixture fixture = new();
        fixture.Broker.Answer = ScriptedBroker.ConnectOnly;
        fixture.Connect(cleanSession: false);
        fixture.Publish("lost", MqttQoSLevel.AtLeastOnce);
        Eventually.Holds(() => fixture.Broker.Payloads().Length > 0, "it is sent");
        fixture.Broker.HangUp();
        fixture.ExpectEvent("closed False");
        int sentBefore = fixture.Broker.Payloads().Length;

        fixture.Broker.Answer = ScriptedBroker.Politely;
        fixture.Connect(cleanSession: false);
        ushort messageId = fixture.Publish("new", MqttQoSLevel.AtLeastOnce);

        fixture.ExpectEvent($"published {messageId} True");
        CollectionAssert.AreEqual(new[] { "new" }, fixture.Broker.Payloads()[sentBefore..]);
    }
}
