using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>The client's topic subscribe and unsubscribe procedure (MQTT-SN 1.2, 6.9).</summary>
    [TestClass]
    public class Section_6_9_Subscribe
    {
        [TestMethod]
        public void A_topic_name_gets_its_id_with_SUBACK()
        {
            Rig rig = Rig.Connected();
            rig.Client.Subscribe(Topic.FromName("a/b"), 1);
            rig.Act();
            rig.Expect("1< 08 12 20 00 01 61 2F 62");
            rig.From(1, "08 13 20 00 07 00 01 00");
            rig.Expect("subscribed 1 id 7 q1 accepted");
            rig.From(1, "08 0C 00 00 07 00 00 78");
            rig.Expect("message a/b n q0: 78");
            rig.Publish(Topic.FromName("a/b"), "y", 0);
            rig.Act();
            rig.Expect("1< 08 0C 00 00 07 00 00 79", "published 2 sent");
        }

        [TestMethod]
        public void A_filter_with_wildcards_gets_no_id()
        {
            Rig rig = Rig.Connected();
            rig.Client.Subscribe(Topic.FromName("a/#"), 2);
            rig.Act();
            rig.Expect("1< 08 12 40 00 01 61 2F 23");
            rig.From(1, "08 13 40 00 00 00 01 00");
            rig.Expect("subscribed 1 id 0 q2 accepted");
        }

        [TestMethod]
        public void The_granted_QoS_can_be_lower()
        {
            Rig rig = Rig.Connected();
            rig.Client.Subscribe(Topic.FromName("a"), 2);
            rig.Act();
            rig.Clear();
            rig.From(1, "08 13 00 00 07 00 01 00");
            rig.Expect("subscribed 1 id 7 q0 accepted");
        }

        [TestMethod]
        public void Is_sent_again_with_DUP()
        {
            Rig rig = Rig.Connected();
            rig.Client.Subscribe(Topic.FromName("a"), 1);
            rig.Act();
            rig.Expect("1< 06 12 20 00 01 61");
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("1< 06 12 A0 00 01 61");
        }

        [TestMethod]
        public void Unsubscribe_ends_with_UNSUBACK()
        {
            Rig rig = Rig.Connected();
            rig.Client.Unsubscribe(Topic.FromName("a/#"));
            rig.Client.Unsubscribe(Topic.Predefined(513));
            rig.Client.Unsubscribe(Topic.Short("ab"));
            rig.Act();
            rig.Expect("1< 08 14 00 00 01 61 2F 23");
            rig.From(1, "04 15 00 01");
            rig.Expect("unsubscribed 1 accepted", "1< 07 14 01 00 02 02 01");
            rig.From(1, "04 15 00 02");
            rig.Expect("unsubscribed 2 accepted", "1< 07 14 02 00 03 61 62");
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("1< 07 14 02 00 03 61 62");
            rig.From(1, "04 15 00 03");
            rig.Expect("unsubscribed 3 accepted");
        }

        [TestMethod]
        public void A_congested_gateway_is_asked_again_after_seconds()
        {
            Rig rig = new Rig().Connect(true, 0);
            rig.Client.Subscribe(Topic.FromName("a"), 1);
            rig.Act();
            rig.Clear();
            rig.From(1, "08 13 00 00 00 00 01 01");
            rig.Expect();
            rig.PassToWait(5000);
            rig.Expect("1< 06 12 20 00 02 61");
        }

        [TestMethod]
        public void Other_rejections_end_it()
        {
            Rig rig = Rig.Connected();
            rig.Client.Subscribe(Topic.Predefined(9), 1);
            rig.Client.Subscribe(Topic.FromName("a"), 1);
            rig.Act();
            rig.Clear();
            rig.From(1, "08 13 00 00 09 00 01 02");
            rig.Expect("subscribed 1 id 0 q0 invalid topic id", "1< 06 12 20 00 02 61");
            rig.From(1, "08 13 00 00 00 00 02 03");
            rig.Expect("subscribed 2 id 0 q0 not supported");
        }

        [TestMethod]
        public void An_answer_with_another_message_id_is_not_the_answer()
        {
            Rig rig = Rig.Connected();
            rig.Client.Subscribe(Topic.FromName("a"), 1);
            rig.Act();
            rig.Clear();
            rig.From(1, "08 13 20 00 07 00 02 00");
            rig.From(1, "04 15 00 01");
            rig.Expect();
            Assert.AreEqual(2, rig.Client.Counters.Unexpected);
        }

        [TestMethod]
        public void Arguments_that_no_message_can_have_are_refused_at_once()
        {
            Rig rig = Rig.Connected();
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Subscribe(Topic.FromName("a"), 3));
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Subscribe(Topic.FromName("a"), -1));
            Assert.ThrowsException(typeof(ArgumentNullException), () => rig.Client.Subscribe(null, 1));
            Assert.ThrowsException(typeof(ArgumentNullException), () => rig.Client.Unsubscribe(null));
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Subscribe(Topic.FromName(new string('a', 505)), 1));
        }
    }
}
