using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.13: retransmission, towards clients.</summary>
    [TestClass]
    public class Section_6_13_Retransmission
    {
        [TestMethod]
        public void A_publish_is_sent_again_with_dup_until_it_is_acknowledged()
        {
            Scenario s = Subscribed(1);
            s.Message("a/b", "1", 1);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.After(9999);
            s.Quiet();
            s.After(1);
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.After(30000);
            s.Quiet();
        }

        [TestMethod]
        public void A_silent_client_is_left_alone_after_nretry_until_it_is_heard()
        {
            Scenario s = Subscribed(2);
            s.Message("a/b", "1", 2);
            s.To(1, "08 0C 40 00 01 00 01 '1'");
            s.After(40000);
            s.To(1, "08 0C C0 00 01 00 01 '1'");
            s.To(1, "08 0C C0 00 01 00 01 '1'");
            s.To(1, "08 0C C0 00 01 00 01 '1'");
            s.After(10000);
            s.Quiet();
            s.From(1, "02 16");
            s.To(1, "02 17");
            s.To(1, "08 0C C0 00 01 00 01 '1'");
            s.From(1, "04 0F 00 01");
            s.To(1, "04 10 00 01");
            s.After(10000);
            s.To(1, "04 10 00 01");
            s.From(1, "04 0E 00 01");
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void An_acknowledgement_that_comes_after_the_end_counts()
        {
            Scenario s = Subscribed(1);
            s.Message("a/b", "1", 1);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.After(50000);
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 00");
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void A_register_is_sent_again()
        {
            Scenario s = Subscribed(0);
            s.Message("a/z", "1", 0);
            s.To(1, "09 0A 00 02 00 01 'a/z'");
            s.After(10000);
            s.To(1, "09 0A 00 02 00 01 'a/z'");
            s.From(1, "07 0B 00 02 00 01 00");
            s.To(1, "08 0C 00 00 02 00 00 '1'");
            s.Quiet();
        }

        [TestMethod]
        public void Other_message_ids_are_not_the_answer()
        {
            Scenario s = Subscribed(1);
            s.Message("a/b", "1", 1);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 02 00");
            s.From(1, "04 0E 00 01");
            s.From(1, "07 0B 00 01 00 01 00");
            Assert.AreEqual(1, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void What_was_under_way_goes_on_after_a_reconnect_with_its_message_id()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectKept(1, "a");
            s.SubscribeAll(1, 2);
            s.Register(1);
            s.Message("a/b", "1", 2);
            s.To(1, "08 0C 40 00 01 00 01 '1'");
            s.From(2, "07 04 00 01 00 3C 'a'");
            s.To(2, "03 05 00");
            s.To(2, "09 0A 00 01 00 02 'a/b'");
            s.From(2, "07 0B 00 01 00 02 00");
            s.To(2, "08 0C C0 00 01 00 01 '1'");
            s.From(2, "04 0F 00 01");
            s.To(2, "04 10 00 01");
            s.From(3, "07 04 00 01 00 3C 'a'");
            s.To(3, "03 05 00");
            s.To(3, "04 10 00 01");
            s.From(3, "04 0E 00 01");
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void An_acknowledgement_from_before_a_reconnect_counts()
        {
            Scenario s = Scenario.Aggregating();
            s.ConnectKept(1, "a");
            s.SubscribeAll(1, 2);
            s.Register(1);
            s.Message("a/b", "1", 2);
            s.To(1, "08 0C 40 00 01 00 01 '1'");
            s.Message("a/b", "2", 1);
            s.ConnectKept(1, "a");
            s.To(1, "09 0A 00 01 00 02 'a/b'");

            // It must not be sent again: the client would release its message id and take it for a new one.
            s.From(1, "04 0F 00 01");
            s.To(1, "04 10 00 01");
            s.From(1, "07 0B 00 01 00 02 00");
            s.Quiet();
            s.From(1, "04 0E 00 01");
            s.To(1, "09 0A 00 01 00 03 'a/b'");
            s.From(1, "07 0B 00 01 00 03 00");
            s.To(1, "08 0C 20 00 01 00 04 '2'");
            s.ConnectKept(1, "a");
            s.To(1, "09 0A 00 01 00 05 'a/b'");
            s.From(1, "07 0D 00 01 00 04 00");
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
        }

        private static Scenario Subscribed(int qos)
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.SubscribeAll(1, qos);
            s.Register(1);
            return s;
        }
    }
}
