using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.Device.Tests.MqttSnGateway
{
    /// <summary>MQTT-SN 1.2, 6.10: the gateway's publish procedure.</summary>
    [TestClass]
    public class Section_6_10_GatewayPublish
    {
        [TestMethod]
        public void An_unknown_topic_is_registered_first_and_its_messages_wait_in_order()
        {
            Scenario s = Subscribed(0);
            s.Message("a/b", "1", 0);
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.Message("a/c", "2", 0);
            s.Message("a/b", "3", 0);
            s.Quiet();
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 00 00 01 00 00 '1'");
            s.To(1, "09 0A 00 02 00 02 'a/c'");
            s.Quiet();
            s.From(1, "07 0B 00 02 00 02 00");
            s.To(1, "08 0C 00 00 02 00 00 '2'");
            s.To(1, "08 0C 00 00 01 00 00 '3'");
            s.Quiet();
        }

        [TestMethod]
        public void Qos_1_is_sent_one_at_a_time_and_acknowledged_to_the_broker_after_the_client()
        {
            Scenario s = Subscribed(1);
            s.Register(1);
            s.Message(0, "a/b", "1", 1, false, 71);
            s.Message(0, "a/b", "2", 1, false, 72);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.Quiet();
            s.From(1, "07 0D 00 01 00 01 00");
            s.Asks("ack 71");
            s.To(1, "08 0C 20 00 01 00 02 '2'");
            s.Quiet();
            s.From(1, "07 0D 00 01 00 02 00");
            s.Asks("ack 72");
            s.Quiet();
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
        }

        [TestMethod]
        public void The_broker_is_acknowledged_after_the_last_of_several_clients()
        {
            Scenario s = Subscribed(1);
            s.Connect(2, "b");
            s.SubscribeAll(2, 1);
            s.Register(1);
            s.Register(2);
            s.Message(0, "a/b", "1", 1, false, 71);
            s.To(2, "08 0C 20 00 01 00 01 '1'");
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.Quiet();
            s.From(2, "07 0D 00 01 00 01 00");
            s.Asks("ack 71");
            s.Quiet();
        }

        [TestMethod]
        public void What_nobody_wants_is_acknowledged_at_once()
        {
            Scenario s = Scenario.Aggregating();
            s.Message(0, "a/b", "1", 1, false, 71);
            s.Asks("ack 71");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_that_falls_asleep_or_leaves_does_not_hold_up_the_broker()
        {
            Scenario s = Subscribed(1);
            s.Register(1);
            s.Message(0, "a/b", "1", 1, false, 71);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.From(1, "04 18 00 3C");
            s.Asks("ack 71");
            s.To(1, "02 18");
            s.Message(0, "a/b", "2", 1, false, 72);
            s.Asks("ack 72");
            s.Quiet();
            Assert.AreEqual(2, s.Gateway.BufferedMessageCount, string.Empty);
        }

        [TestMethod]
        public void Qos_2_takes_four_messages()
        {
            Scenario s = Subscribed(2);
            s.Register(1);
            s.Message(0, "a/b", "1", 2, false, 71);
            s.To(1, "08 0C 40 00 01 00 01 '1'");
            s.Asks("ack 71");
            s.From(1, "04 0F 00 01");
            s.To(1, "04 10 00 01");
            s.From(1, "04 0F 00 01");
            s.To(1, "04 10 00 01");
            s.Quiet();
            s.From(1, "04 0E 00 01");
            s.From(1, "04 0E 00 01");
            s.Quiet();
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            Assert.AreEqual(1L, s.Gateway.Counters.DeliveredDown, string.Empty);
        }

        [TestMethod]
        public void A_client_that_does_not_know_the_id_is_told_again()
        {
            Scenario s = Subscribed(1);
            s.Register(1);
            s.Message("a/b", "1", 1);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 02");
            s.To(1, "09 0A 00 01 00 02 'a/b'");
            s.From(1, "07 0B 00 01 00 02 00");
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.Quiet();
            s.Message("a/b", "2", 0);
            s.To(1, "08 0C 00 00 01 00 00 '2'");
            s.From(1, "07 0D 00 01 00 00 02");
            s.Message("a/b", "3", 0);
            s.To(1, "09 0A 00 01 00 03 'a/b'");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_that_refuses_a_message_does_not_get_it()
        {
            Scenario s = Subscribed(1);
            s.Register(1);
            s.Message(0, "a/b", "1", 1, false, 71);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 03");
            s.Asks("ack 71");
            s.Message("a/c", "1", 0);
            s.To(1, "09 0A 00 02 00 02 'a/c'");
            s.From(1, "07 0B 00 02 00 02 03");
            s.Quiet();
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            Assert.AreEqual(2L, s.Gateway.Counters.Undeliverable, string.Empty);
        }

        [TestMethod]
        public void A_congested_client_gets_a_pause()
        {
            Scenario s = Subscribed(1);
            s.Register(1);
            s.Message("a/b", "1", 1);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 01");
            for (int i = 0; i < 5; i++)
            {
                s.After(59999);
                s.From(1, "02 16");
                s.To(1, "02 17");
            }

            s.Quiet();
            s.After(5);
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.Quiet();
        }

        [TestMethod]
        public void A_topic_beyond_the_last_id_is_not_delivered()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.TopicsPerClientMax = 1;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            s.Register(1);
            s.Message(0, "a/c", "1", 1, false, 71);
            s.Asks("ack 71");
            s.Quiet();
            Assert.AreEqual(1L, s.Gateway.Counters.Undeliverable, string.Empty);
        }

        [TestMethod]
        public void What_does_not_fit_into_a_datagram_is_not_delivered()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.DatagramLengthMax = 64;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            s.Register(1);
            string fits = "123456789012345678901234567890123456789012345678901234567";
            s.Message(0, "a/b", fits + "8", 1, false, 71);
            s.Asks("ack 71");
            s.Message("a/b", fits + "8", 0);
            s.Quiet();
            Assert.AreEqual(2L, s.Gateway.Counters.Undeliverable, string.Empty);
            s.Message("a/b", fits, 0);
            s.To(1, "40 0C 00 00 01 00 00 '" + fits + "'");
        }

        [TestMethod]
        public void What_is_no_topic_name_is_not_delivered()
        {
            Scenario s = Subscribed(1);
            s.Message(0, "a/+", "1", 1, false, 71);
            s.Asks("ack 71");
            s.Message("a/", "2", 0);
            s.To(1, "08 0A 00 01 00 01 'a/'");
            s.Message(string.Empty, "3", 0);
            s.Quiet();
            Assert.AreEqual(1L, s.Gateway.Counters.Undeliverable, string.Empty);
        }

        [TestMethod]
        public void A_client_that_does_not_answer_or_is_behind_does_not_hold_up_the_broker()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.Register(1);
            s.SubscribeAll(1, 1);
            s.Message(0, "a/b", "1", 1, false, 11);
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            for (int i = 2; i <= 4; i++)
            {
                s.Message(0, "a/b", "x", 1, false, 10 + i);
                s.Quiet();
            }

            s.Message(0, "a/b", "5", 1, false, 15);
            s.Asks("ack 15");
            s.Quiet();
            s.After(10000);
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.Asks("ack 11");
            s.Asks("ack 12");
            s.Asks("ack 13");
            s.Asks("ack 14");
            s.Message(0, "a/b", "6", 1, false, 16);
            s.Asks("ack 16");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "08 0C 20 00 01 00 02 'x'");
            s.Quiet();
        }

        private static Scenario Subscribed(int qos)
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.SubscribeAll(1, qos);
            return s;
        }
    }
}
