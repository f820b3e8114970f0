using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>Clean session (MQTT-SN 1.2, 6.3).</summary>
    [TestClass]
    public class Section_6_3_CleanSession
    {
        [TestMethod]
        public void A_persistent_session_is_resumed_at_the_same_gateway_with_its_topic_ids()
        {
            Rig rig = new Rig().Connect(false, 60);
            Know(rig, "t", "00 09");
            Reconnect(rig, false, "connected, resumed");
            rig.Publish(Topic.FromName("t"), "x", 0);
            rig.Act();
            rig.Expect("1< 08 0C 00 00 09 00 00 78", "published 2 sent");
        }

        [TestMethod]
        public void A_clean_session_begins_without_topic_ids()
        {
            Rig rig = new Rig().Connect(false, 60);
            Know(rig, "t", "00 09");
            Reconnect(rig, true, "connected");
            rig.Publish(Topic.FromName("t"), "x", 0);
            rig.Act();
            rig.Expect("1< 07 0A 00 00 00 02 74");
        }

        [TestMethod]
        public void What_was_a_clean_session_ends_with_its_connection()
        {
            Rig rig = Rig.Connected();
            Reconnect(rig, false, "connected");
        }

        [TestMethod]
        public void Another_gateway_does_not_have_the_session()
        {
            ClientSettings settings = Rig.Searching();
            Rig rig = new Rig(settings);
            rig.From(1, "05 00 01 00 64");
            rig.Connect(false, 0);
            Know(rig, "t", "00 09");
            rig.From(2, "05 00 02 27 10");
            rig.Clear();
            rig.Pass(330000);
            rig.Expect("gone 1", "lost: advertise missed", "=Connecting", "2< 08 04 00 01 00 00 6E 31");
            rig.From(2, "03 05 00");
            rig.Expect("=Active", "connected");
            rig.Publish(Topic.FromName("t"), "x", 0);
            rig.Act();
            rig.Expect("2< 07 0A 00 00 00 02 74");
        }

        [TestMethod]
        public void CONNECT_has_the_flags_of_session_and_will_as_asked()
        {
            Will will = new Will(Topic.FromName("w"), new byte[] { 1 }, 0, false);
            Assert.AreEqual("=Connecting\n1< 08 04 00 01 00 3C 6E 31\n", FlagsOf(false, null));
            Assert.AreEqual("=Connecting\n1< 08 04 04 01 00 3C 6E 31\n", FlagsOf(true, null));
            Assert.AreEqual("=Connecting\n1< 08 04 08 01 00 3C 6E 31\n", FlagsOf(false, will));
            Assert.AreEqual("=Connecting\n1< 08 04 0C 01 00 3C 6E 31\n", FlagsOf(true, will));
        }

        private static string FlagsOf(bool cleanSession, Will will)
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(cleanSession, 60, will));
            rig.Act();
            return rig.Lines();
        }

        private static void Know(Rig rig, string topic, string id)
        {
            rig.Client.Register(Topic.FromName(topic));
            rig.Act();
            rig.From(1, "07 0B " + id + " 00 01 00");
            rig.Clear();
        }

        private static void Reconnect(Rig rig, bool cleanSession, string expected)
        {
            rig.Client.Disconnect();
            rig.Act();
            rig.From(1, "02 18");
            rig.Expect("=Disconnecting", "1< 02 18", "=Disconnected", "disconnected");
            rig.Client.Connect(Rig.Options(cleanSession, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(1, "03 05 00");
            rig.Expect("=Active", expected);
        }
    }
}
