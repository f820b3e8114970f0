using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>Predefined topic ids and short topic names (MQTT-SN 1.2, 6.7).</summary>
    [TestClass]
    public class Section_6_7_TopicIdType
    {
        [TestMethod]
        public void Neither_is_registered()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(513), "x", 0);
            rig.Publish(Topic.Short("ab"), "y", 0);
            rig.Act();
            rig.Expect("1< 08 0C 01 02 01 00 00 78", "published 1 sent", "1< 08 0C 02 61 62 00 00 79", "published 2 sent");
        }

        [TestMethod]
        public void Both_are_subscribed_to_by_id()
        {
            Rig rig = Rig.Connected();
            rig.Client.Subscribe(Topic.Predefined(513), 1);
            rig.Client.Subscribe(Topic.Short("ab"), 2);
            rig.Act();
            rig.Expect("1< 07 12 21 00 01 02 01");
            rig.From(1, "08 13 20 02 01 00 01 00");
            rig.Expect("subscribed 1 id 513 q1 accepted", "1< 07 12 42 00 02 61 62");
            rig.From(1, "08 13 40 00 00 00 02 00");
            rig.Expect("subscribed 2 id 0 q2 accepted");
        }

        [TestMethod]
        public void Both_are_received_without_a_registration()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "08 0C 01 02 01 00 00 78");
            rig.Expect("message 0201 p q0: 78");
            rig.From(1, "08 0C 22 61 62 00 03 79");
            rig.Expect("message 6162 s q1: 79", "1< 07 0D 61 62 00 03 00");
        }

        [TestMethod]
        public void A_predefined_id_is_not_the_registered_one_of_the_same_number()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "07 0A 00 09 00 05 61");
            rig.Clear();
            rig.From(1, "08 0C 01 00 09 00 00 78");
            rig.Expect("message 0009 p q0: 78");
        }

        [TestMethod]
        public void A_topic_keeps_the_rules_of_its_kind()
        {
            Assert.ThrowsException(typeof(ArgumentException), () => Topic.Predefined(0));
            Assert.ThrowsException(typeof(ArgumentException), () => Topic.Predefined(65535));
            Assert.ThrowsException(typeof(ArgumentException), () => Topic.Short("a"));
            Assert.ThrowsException(typeof(ArgumentException), () => Topic.Short("abc"));
            Assert.ThrowsException(typeof(ArgumentException), () => Topic.Short("a#"));
            Assert.ThrowsException(typeof(ArgumentException), () => Topic.FromName(string.Empty));
            Assert.ThrowsException(typeof(ArgumentException), () => Topic.FromName("a+/b"));
            Assert.ThrowsException(typeof(ArgumentNullException), () => Topic.FromName(null));
            Assert.AreEqual("a/b", Topic.FromName("a/b").ToString());
            Assert.AreEqual("ab", Topic.Short("ab").ToString());
            Assert.AreEqual("#7", Topic.Predefined(7).ToString());
            Assert.IsTrue(Topic.FromName("a/+/c").HasWildcard);
            Assert.IsFalse(Topic.FromName("a/b").HasWildcard);
        }
    }
}
