using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
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
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
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
            Assert.AreEqual(2, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
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
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            Assert.AreEqual(1L, s.Gateway.Counters.DeliveredDown, string.Empty);
            s.Quiet();
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
            Assert.AreEqual(0, s.Gateway.BufferedMessageCount, string.Empty);
            s.Lost(LossReason.Refused, 2);
            s.Quiet();
        }

        [TestMethod]
        public void A_client_that_refuses_a_message_at_qos_0_has_lost_it()
        {
            Scenario s = Subscribed(0);
            s.Register(1);
            s.Message("a/b", "1", 0);
            s.To(1, "08 0C 00 00 01 00 00 '1'");
            s.From(1, "07 0D 00 01 00 00 02");
            s.Lost(LossReason.Refused, 1);
            s.Quiet();
        }

        [TestMethod]
        public void A_client_whose_table_stays_full_is_asked_three_times_more_and_gets_what_it_has_ids_for()
        {
            Scenario s = Subscribed(1);
            s.Register(1);
            s.Message(0, "a/c", "1", 1, false, 0);
            s.Message(0, "a/b", "2", 1, false, 0);
            for (int i = 1; i <= 4; i++)
            {
                string id = "00 0" + i.ToString();
                s.To(1, "09 0A 00 02 " + id + " 'a/c'");
                s.From(1, "07 0B 00 02 " + id + " 01");
                Wait(s, i < 4);
            }

            s.To(1, "08 0C 20 00 01 00 05 '2'");
            s.Lost(LossReason.Refused, 1);
            s.Quiet();
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
        public void More_topics_than_ids_all_arrive_and_the_id_used_least_recently_is_taken()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.TopicsPerClientMax = 8;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.From(1, "08 12 20 00 63 'h/#'");
            s.Asks("subscribe h/# q1");
            s.Granted(1);
            s.To(1, "08 13 20 00 00 00 63 00");
            for (int i = 1; i <= 12; i++)
            {
                s.Message("h/" + ((char)('a' + i)).ToString(), "x", 1);
            }

            // The places of the first four have new ids: nobody takes the old ones for theirs.
            int messageId = 1;
            for (int i = 1; i <= 12; i++)
            {
                string topicId = Hex.Write(new byte[] { 0, (byte)i }, 0, 2);
                Arrives(s, topicId, messageId, "h/" + ((char)('a' + i)).ToString());
                messageId += 2;
            }

            s.Quiet();
            s.Message("h/l", "y", 0);
            s.To(1, "08 0C 00 00 0B 00 00 'y'");
            s.Message("h/b", "x", 1);
            Arrives(s, "00 0D", messageId, "h/b");
            Assert.AreEqual(14L, s.Gateway.Counters.DeliveredDown, string.Empty);
            Assert.AreEqual(0L, s.Gateway.Counters.LossCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void The_id_that_an_exchange_is_about_is_not_taken()
        {
            Scenario s = OneId();
            s.Message(0, "a/b", "1", 1, false, 71);
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.From(1, "08 0A 00 00 00 09 'zz'");
            s.To(1, "07 0B 00 00 00 09 01");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 20 00 01 00 02 '1'");
            s.From(1, "08 0A 00 00 00 0A 'zz'");
            s.To(1, "07 0B 00 00 00 0A 01");
            s.From(1, "07 0D 00 01 00 02 00");
            s.Asks("ack 71");
            s.From(1, "08 0A 00 00 00 0B 'zz'");
            s.To(1, "07 0B 00 02 00 0B 00");

            // Now it is the client's own.
            s.Message("a/b", "2", 0);
            s.Lost(LossReason.NoTopicId, 1);
            s.Quiet();
        }

        [TestMethod]
        public void An_id_that_was_taken_is_not_valid_any_more_and_none_of_the_new_topic()
        {
            Scenario s = OneId();
            s.Message("a/b", "1", 0);
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 00 00 01 00 00 '1'");
            s.Message("a/c", "2", 0);
            s.To(1, "09 0A 00 02 00 02 'a/c'");
            s.From(1, "08 0C 20 00 01 00 07 'x'");
            s.To(1, "07 0D 00 01 00 07 02");
            s.From(1, "07 0D 00 01 00 00 02");
            s.From(1, "07 0B 00 02 00 02 00");
            s.To(1, "08 0C 00 00 02 00 00 '2'");
            s.Quiet();
        }

        [TestMethod]
        public void An_id_that_the_client_publishes_with_is_not_taken()
        {
            Scenario s = OneId();
            s.Message("a/b", "1", 0);
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 00 00 01 00 00 '1'");
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.Asks("publish a/b=x q0");
            s.Message("a/c", "2", 0);
            s.Lost(LossReason.NoTopicId, 1);
            s.Quiet();
        }

        [TestMethod]
        public void The_id_of_a_subscription_to_a_name_is_not_taken_before_it_ends()
        {
            Scenario s = OneId();
            s.From(1, "08 12 00 00 05 'b/b'");
            s.Asks("subscribe b/b q0");
            s.Granted(0);
            s.To(1, "08 13 00 00 01 00 05 00");
            s.Message("a/c", "1", 0);
            s.Quiet();
            s.Lost(LossReason.NoTopicId, 1);
            s.From(1, "08 14 00 00 06 'b/b'");
            s.Asks("unsubscribe b/b");
            s.To(1, "04 15 00 06");
            s.Message("a/c", "2", 0);
            s.To(1, "09 0A 00 02 00 01 'a/c'");
            s.Quiet();
        }

        [TestMethod]
        public void A_topic_beyond_the_last_id_of_the_clients_own_is_not_delivered()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.TopicsPerClientMax = 1;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            s.Register(1);
            s.Message(0, "a/c", "1", 1, false, 71);
            s.Asks("ack 71");
            s.Lost(LossReason.NoTopicId, 1);
            s.Quiet();
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
            s.Lost(LossReason.TooLong, 2);
            s.Message("a/b", fits, 0);
            s.To(1, "40 0C 00 00 01 00 00 '" + fits + "'");
            s.Quiet();
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
            s.Lost(LossReason.BadTopicName, 1);
            s.Quiet();
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

        [TestMethod]
        public void A_burst_to_many_clients_does_not_wait_for_them()
        {
            Scenario s = Scenario.Aggregating();
            for (int client = 1; client <= 6; client++)
            {
                string filter = "a/" + client.ToString();
                s.Connect(client, client.ToString());
                s.From(client, "08 12 20 00 63 '" + filter + "'");
                s.Asks("subscribe " + filter + " q1");
                s.Granted(1);
                s.To(client, "08 13 20 00 01 00 63 00");
            }

            // Of all clients together four messages are acknowledged after the client.
            for (int client = 1; client <= 4; client++)
            {
                s.Message(0, "a/" + client.ToString(), "x", 1, false, 10 + client);
                s.To(client, "08 0C 20 00 01 00 01 'x'");
                s.Quiet();
            }

            for (int client = 5; client <= 6; client++)
            {
                s.Message(0, "a/" + client.ToString(), "x", 1, false, 10 + client);
                s.Asks("ack " + (10 + client).ToString());
                s.To(client, "08 0C 20 00 01 00 01 'x'");
            }

            // One of the four has it: another may be delayed.
            s.From(3, "07 0D 00 01 00 01 00");
            s.Asks("ack 13");
            s.Message(0, "a/3", "y", 1, false, 17);
            s.To(3, "08 0C 20 00 01 00 02 'y'");
            s.Quiet();
            s.From(3, "07 0D 00 01 00 02 00");
            s.Asks("ack 17");
            s.Quiet();
        }

        private static Scenario OneId()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.TopicsPerClientMax = 1;
            Scenario s = new Scenario(settings);
            s.Connect(1, "a");
            s.SubscribeAll(1, 1);
            return s;
        }

        // REGISTER and PUBLISH of a message x at QoS 1, with their acknowledgements.
        private static void Arrives(Scenario s, string topicId, int messageId, string topic)
        {
            string register = Hex.Write(new byte[] { 0, (byte)messageId }, 0, 2);
            string publish = Hex.Write(new byte[] { 0, (byte)(messageId + 1) }, 0, 2);
            s.To(1, "09 0A " + topicId + " " + register + " '" + topic + "'");
            s.From(1, "07 0B " + topicId + " " + register + " 00");
            s.To(1, "08 0C 20 " + topicId + " " + publish + " 'x'");
            s.From(1, "07 0D " + topicId + " " + publish + " 00");
        }

        // T_WAIT, with pings.
        private static void Wait(Scenario s, bool waits)
        {
            for (int i = 0; waits && i < 5; i++)
            {
                s.From(1, "02 16");
                s.To(1, "02 17");
                s.Quiet();
                s.After(60000);
            }
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
