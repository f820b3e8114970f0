using System;
using nanoFramework.TestFramework;
using SensorNet.MqttSn.Tests;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>The client's publish procedure (MQTT-SN 1.2, 6.6).</summary>
    [TestClass]
    public class Section_6_6_Publish
    {
        [TestMethod]
        public void A_topic_name_is_registered_before_the_first_publish_and_not_before_the_second()
        {
            Rig rig = Rig.Connected();
            Topic topic = Topic.FromName("a/b");
            rig.Publish(topic, "x", 0);
            rig.Act();
            rig.Expect("1< 09 0A 00 00 00 01 61 2F 62");
            rig.From(1, "07 0B 00 07 00 01 00");
            rig.Expect("1< 08 0C 00 00 07 00 00 78", "published 1 sent");
            rig.Publish(topic, "y", 0);
            rig.Act();
            rig.Expect("1< 08 0C 00 00 07 00 00 79", "published 2 sent");
            rig.Publish(Topic.FromName("a/b"), "z", 0);
            rig.Act();
            rig.Expect("1< 08 0C 00 00 07 00 00 7A", "published 3 sent");
        }

        [TestMethod]
        public void QoS_1_ends_with_PUBACK()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Expect("1< 08 0C 21 00 07 00 01 78");
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Expect("published 1 accepted");
        }

        [TestMethod]
        public void QoS_2_ends_with_PUBCOMP()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 2);
            rig.Act();
            rig.Expect("1< 08 0C 41 00 07 00 01 78");
            rig.From(1, "04 0F 00 01");
            rig.Expect("1< 04 10 00 01");
            rig.From(1, "04 0E 00 01");
            rig.Expect("published 1 accepted");
        }

        [TestMethod]
        public void Retain_and_an_empty_payload_are_sent_as_asked()
        {
            Rig rig = Rig.Connected();
            rig.Client.Publish(Topic.Predefined(7), null, 0, 0, 0, true);
            rig.Act();
            rig.Expect("1< 07 0C 11 00 07 00 00", "published 1 sent");
        }

        [TestMethod]
        public void A_part_of_an_array_is_copied()
        {
            Rig rig = Rig.Connected();
            byte[] payload = Packet.Ascii("abcd");
            rig.Client.Publish(Topic.Predefined(7), payload, 1, 2, 0, false);
            payload[1] = 0;
            rig.Act();
            rig.Expect("1< 09 0C 01 00 07 00 00 62 63", "published 1 sent");
        }

        [TestMethod]
        public void Only_one_message_of_QoS_1_or_2_is_under_way_and_the_order_stays()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Publish(Topic.Predefined(7), "y", 2);
            rig.Publish(Topic.Predefined(7), "z", 0);
            rig.Act();
            rig.Expect("1< 08 0C 21 00 07 00 01 78");
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Expect("published 1 accepted", "1< 08 0C 41 00 07 00 02 79");
            rig.From(1, "04 0F 00 02");
            rig.Expect("1< 04 10 00 02");
            rig.From(1, "04 0E 00 02");
            rig.Expect("published 2 accepted", "1< 08 0C 01 00 07 00 00 7A", "published 3 sent");
        }

        [TestMethod]
        public void Acknowledgements_that_come_twice_end_it_once()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 2);
            rig.Act();
            rig.From(1, "04 0F 00 01");
            rig.From(1, "04 0F 00 01");
            rig.Expect("1< 08 0C 41 00 07 00 01 78", "1< 04 10 00 01", "1< 04 10 00 01");
            rig.From(1, "04 0E 00 01");
            rig.From(1, "04 0E 00 01");
            rig.Expect("published 1 accepted");
            rig.From(1, "04 0F 00 01");
            rig.Expect("1< 04 10 00 01");
        }

        [TestMethod]
        public void An_acknowledgement_of_another_message_or_of_the_wrong_kind_is_not_taken()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 2);
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.From(1, "07 0D 00 07 00 02 00");
            rig.From(1, "04 0E 00 01");
            rig.Expect();
            Assert.AreEqual(3, rig.Client.Counters.Unexpected);
        }

        [TestMethod]
        public void An_invalid_topic_id_is_registered_again_and_the_message_sent_again()
        {
            Rig rig = WithTopic("a", "00 07");
            rig.Publish(Topic.FromName("a"), "x", 1);
            rig.Act();
            rig.Expect("1< 08 0C 20 00 07 00 02 78");
            rig.From(1, "07 0D 00 07 00 02 02");
            rig.Expect("1< 07 0A 00 00 00 03 61");
            rig.From(1, "07 0B 00 08 00 03 00");
            rig.Expect("1< 08 0C 20 00 08 00 04 78");
            rig.From(1, "07 0D 00 08 00 04 00");
            rig.Expect("published 2 accepted");
        }

        [TestMethod]
        public void Registering_again_has_an_end()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.RegisterAgainCount = 1;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.Publish(Topic.FromName("a"), "x", 2);
            rig.Act();
            rig.From(1, "07 0B 00 08 00 01 00");
            rig.From(1, "07 0D 00 08 00 02 02");
            rig.From(1, "07 0B 00 08 00 03 00");
            rig.Clear();
            rig.From(1, "07 0D 00 08 00 02 02");
            rig.Expect("published 1 invalid topic id");
        }

        [TestMethod]
        public void A_predefined_topic_id_that_is_invalid_cannot_be_registered()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 01 02");
            rig.Expect("published 1 invalid topic id");
        }

        [TestMethod]
        public void The_id_of_a_rejected_message_of_QoS_0_is_forgotten()
        {
            Rig rig = WithTopic("a", "00 07");
            rig.Publish(Topic.FromName("a"), "x", 0);
            rig.Act();
            rig.Expect("1< 08 0C 00 00 07 00 00 78", "published 2 sent");
            rig.From(1, "07 0D 00 07 00 00 02");
            Assert.AreEqual(1, rig.Client.Counters.RejectedQos0);
            rig.Publish(Topic.FromName("a"), "y", 0);
            rig.Act();
            rig.Expect("1< 07 0A 00 00 00 02 61");
        }

        [TestMethod]
        public void A_congested_gateway_gets_the_message_again_after_seconds()
        {
            Rig rig = new Rig().Connect(true, 0);
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Publish(Topic.Predefined(7), "y", 0);
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 01 01");
            rig.Expect();
            rig.PassToWait(5000);
            rig.Expect("1< 08 0C 21 00 07 00 02 78");
            rig.From(1, "07 0D 00 07 00 02 00");
            rig.Expect("published 1 accepted", "1< 08 0C 01 00 07 00 00 79", "published 2 sent");
        }

        [TestMethod]
        public void QoS_2_keeps_its_message_id_after_a_rejection_as_a_copy_may_have_been_taken_over()
        {
            Rig rig = new Rig().Connect(true, 0);
            rig.Publish(Topic.Predefined(7), "x", 2);
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 01 01");
            rig.PassToWait(5000);
            rig.Expect("1< 08 0C C1 00 07 00 01 78");
        }

        [TestMethod]
        public void QoS_2_goes_on_with_PUBREC_of_a_copy_after_a_rejection()
        {
            Rig rig = new Rig().Connect(true, 0);
            rig.Publish(Topic.Predefined(7), "x", 2);
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 01 01");
            rig.From(1, "04 0F 00 01");
            rig.Expect("1< 04 10 00 01");
            rig.From(1, "04 0E 00 01");
            rig.Expect("published 1 accepted");
        }

        [TestMethod]
        public void QoS_2_goes_on_with_PUBREC_of_a_copy_while_its_topic_is_registered_again()
        {
            Rig rig = WithTopic("a", "00 07");
            rig.Publish(Topic.FromName("a"), "x", 2);
            rig.Act();
            rig.From(1, "07 0D 00 07 00 02 02");
            rig.Expect("1< 08 0C 40 00 07 00 02 78", "1< 07 0A 00 00 00 03 61");
            rig.From(1, "04 0F 00 02");
            rig.Expect("1< 04 10 00 02");
            rig.From(1, "07 0B 00 08 00 03 00");
            rig.Expect();
            rig.From(1, "04 0E 00 02");
            rig.Expect("published 2 accepted");
        }

        [TestMethod]
        public void The_connection_is_kept_alive_while_a_congested_gateway_is_left_alone()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.CongestionFirstWaitMs = 360000;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.From(1, "07 0D 00 07 00 01 01");
            rig.Clear();
            rig.PassToDeadline(30000);
            rig.Expect("1< 02 16");
            rig.From(1, "02 17");
            rig.Expect();
        }

        [TestMethod]
        public void What_is_not_supported_is_not_sent_again()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 01 03");
            rig.Expect("published 1 not supported");
            rig.Publish(Topic.Predefined(7), "x", 2);
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 02 55");
            rig.Expect("published 2 rejected");
        }

        [TestMethod]
        public void A_rejected_registration_ends_the_publish()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.FromName("a"), "x", 0);
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0B 00 00 00 01 03");
            rig.Expect("published 1 not supported");
        }

        [TestMethod]
        public void Message_ids_go_round_without_0()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.FirstMessageId = 65535;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Expect("1< 08 0C 21 00 07 FF FF 78");
            rig.From(1, "07 0D 00 07 FF FF 00");
            rig.Clear();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Expect("1< 08 0C 21 00 07 00 01 78");
        }

        [TestMethod]
        public void A_payload_of_more_than_247_octets_has_a_long_length_field()
        {
            Rig rig = Rig.Connected();
            rig.Client.Publish(Topic.Predefined(7), new byte[249], 0, 249, 0, false);
            rig.Act();
            Assert.AreEqual("1< 01 01 02 0C 01 00 07 00 00 00", rig.Lines().Substring(0, 32));
        }

        [TestMethod]
        public void What_is_published_while_disconnected_waits_for_a_connection()
        {
            Rig rig = new Rig();
            rig.Publish(Topic.Predefined(7), "x", 0);
            rig.Act();
            rig.Expect();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 08 0C 01 00 07 00 00 78", "published 1 sent");
        }

        [TestMethod]
        public void A_full_queue_refuses_and_has_room_again_later()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.QueueLength = 2;
            Rig rig = new Rig(settings).Connect(true, 60);
            Assert.AreEqual(1, rig.Publish(Topic.Predefined(7), "x", 1));
            Assert.AreEqual(2, rig.Publish(Topic.Predefined(7), "y", 1));
            Assert.AreEqual(0, rig.Publish(Topic.Predefined(7), "z", 1));
            Assert.AreEqual(1, rig.Client.Counters.QueueFull);
            rig.Act();
            rig.From(1, "07 0D 00 07 00 01 00");
            Assert.AreEqual(3, rig.Publish(Topic.Predefined(7), "z", 1));
            Assert.AreEqual(2, rig.Client.QueueCount);
        }

        [TestMethod]
        public void Arguments_that_no_message_can_have_are_refused_at_once()
        {
            Rig rig = Rig.Connected();
            MqttSnClient client = rig.Client;
            byte[] payload = new byte[257];
            Topic topic = Topic.Predefined(7);
            Assert.ThrowsException(typeof(ArgumentException), () => client.Publish(topic, payload, 0, 257, 0, false));
            Assert.ThrowsException(typeof(ArgumentException), () => client.Publish(topic, payload, 0, -1, 0, false));
            Assert.ThrowsException(typeof(ArgumentException), () => client.Publish(topic, payload, 0, 1, 3, false));
            Assert.ThrowsException(typeof(ArgumentException), () => client.Publish(topic, payload, 0, 1, -1, false));
            Assert.ThrowsException(typeof(ArgumentException), () => client.Publish(Topic.FromName("a/#"), payload, 0, 1, 0, false));
            Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => client.Publish(topic, payload, 257, 1, 0, false));
            Assert.ThrowsException(typeof(ArgumentNullException), () => client.Publish(topic, null, 0, 1, 0, false));
            Assert.ThrowsException(typeof(ArgumentNullException), () => client.Publish(null, payload, 0, 1, 0, false));
            Assert.ThrowsException(typeof(ArgumentException), () => client.Register(Topic.Predefined(1)));
            rig.Expect();
            Assert.AreEqual(0, client.QueueCount);
        }

        private static Rig WithTopic(string name, string id)
        {
            Rig rig = Rig.Connected();
            rig.Client.Register(Topic.FromName(name));
            rig.Act();
            rig.From(1, "07 0B " + id + " 00 01 00");
            rig.Clear();
            return rig;
        }
    }
}
