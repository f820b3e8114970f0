using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>The gateway's publish procedure, as the client answers it (MQTT-SN 1.2, 6.10).</summary>
    [TestClass]
    public class Section_6_10_GatewayPublish
    {
        private const string Qos2 = "08 0C 41 00 09 00 05 78";
        private const string Qos2Again = "08 0C C1 00 09 00 05 78";
        private const string Delivered = "message 0009 p q2: 78";
        private const string PubRec = "1< 04 0F 00 05";
        private const string PubComp = "1< 04 0E 00 05";

        [TestMethod]
        public void QoS_0_is_delivered_and_not_answered()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "08 0C 11 00 09 00 00 78");
            rig.Expect("message 0009 p q0 r: 78");
        }

        [TestMethod]
        public void QoS_1_is_delivered_and_acknowledged_each_time()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "08 0C 21 00 09 00 05 78");
            rig.From(1, "08 0C A1 00 09 00 05 78");
            rig.Expect("message 0009 p q1: 78", "1< 07 0D 00 09 00 05 00", "message 0009 p q1 d: 78", "1< 07 0D 00 09 00 05 00");
        }

        [TestMethod]
        public void QoS_2_is_delivered_once()
        {
            Rig rig = Rig.Connected();
            rig.From(1, Qos2);
            rig.Expect(Delivered, PubRec);
            rig.From(1, Qos2Again);
            rig.Expect(PubRec);
            rig.From(1, Qos2);
            rig.Expect(PubRec);
            rig.From(1, "04 10 00 05");
            rig.From(1, "04 10 00 05");
            rig.Expect(PubComp, PubComp);
            Assert.AreEqual(2, rig.Client.Counters.Duplicates);
        }

        [TestMethod]
        public void A_copy_that_comes_after_PUBREL_is_not_delivered_again()
        {
            Rig rig = Rig.Connected();
            rig.From(1, Qos2);
            rig.From(1, "04 10 00 05");
            rig.Expect(Delivered, PubRec, PubComp);
            rig.From(1, Qos2);
            rig.Expect(PubRec);
            rig.From(1, "04 10 00 05");
            rig.Expect(PubComp);
        }

        [TestMethod]
        public void A_message_id_used_again_for_another_message_after_PUBREL_is_a_new_message()
        {
            Rig rig = Rig.Connected();
            rig.From(1, Qos2);
            rig.From(1, "04 10 00 05");
            rig.Clear();
            rig.From(1, "08 0C 41 00 09 00 05 79");
            rig.Expect("message 0009 p q2: 79", PubRec);
        }

        [TestMethod]
        public void A_message_id_used_again_long_after_PUBREL_is_a_new_message()
        {
            Rig rig = new Rig().Connect(true, 0);
            rig.From(1, Qos2);
            rig.From(1, "04 10 00 05");
            rig.Clear();
            rig.Pass(40001);
            rig.From(1, Qos2);
            rig.Expect(Delivered, PubRec);
        }

        [TestMethod]
        public void PUBREL_of_an_unknown_message_is_answered()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "04 10 00 05");
            rig.Expect(PubComp);
        }

        [TestMethod]
        public void QoS_2_stays_exactly_once_over_a_resumed_session()
        {
            Rig rig = new Rig().Connect(false, 60);
            rig.From(1, Qos2);
            rig.Expect(Delivered, PubRec);
            rig.Client.Connect(Rig.Options(false, 60, null));
            rig.Act();
            rig.From(1, "03 05 00");
            rig.Clear();
            rig.From(1, Qos2Again);
            rig.Expect(PubRec);
        }

        [TestMethod]
        public void QoS_2_ids_do_not_outlive_a_session()
        {
            Rig rig = Rig.Connected();
            rig.From(1, Qos2);
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.From(1, "03 05 00");
            rig.Clear();
            rig.From(1, Qos2);
            rig.Expect(Delivered, PubRec);
        }

        [TestMethod]
        public void QoS_2_is_delivered_once_where_a_late_DISCONNECT_was_taken_for_a_loss()
        {
            Rig rig = new Rig().Connect(false, 60);
            rig.From(1, Qos2);
            rig.From(1, "02 18");
            rig.From(1, "03 05 00");
            rig.Clear();
            rig.From(1, Qos2Again);
            rig.Expect(PubRec);
            rig.From(1, "08 0C 41 00 09 00 05 79");
            rig.Expect("message 0009 p q2: 79", PubRec);
        }

        [TestMethod]
        public void The_table_of_QoS_2_ids_makes_room_with_finished_ones_first()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.ReceivedIdsMax = 2;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.From(1, "08 0C 41 00 09 00 01 78");
            rig.NowMs++;
            rig.From(1, "08 0C 41 00 09 00 02 78");
            rig.From(1, "04 10 00 02");
            rig.From(1, "08 0C 41 00 09 00 03 78");
            rig.Clear();
            rig.From(1, "08 0C C1 00 09 00 01 78");
            rig.From(1, "08 0C C1 00 09 00 03 78");
            rig.Expect("1< 04 0F 00 01", "1< 04 0F 00 03");
        }

        [TestMethod]
        public void An_unknown_topic_id_is_rejected_at_every_QoS()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "08 0C 00 00 09 00 00 78");
            rig.Expect("1< 07 0D 00 09 00 00 02");
            rig.From(1, "08 0C 20 00 09 00 05 78");
            rig.Expect("1< 07 0D 00 09 00 05 02");
            rig.From(1, "08 0C 40 00 09 00 06 78");
            rig.Expect("1< 07 0D 00 09 00 06 02");
            Assert.AreEqual(3, rig.Client.Counters.UnknownTopics);
        }

        [TestMethod]
        public void After_the_rejection_the_gateway_registers_the_topic_and_the_message_is_delivered()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "08 0C 40 00 09 00 06 78");
            rig.Clear();
            rig.From(1, "07 0A 00 09 00 07 61");
            rig.From(1, "08 0C 40 00 09 00 06 78");
            rig.Expect("1< 07 0B 00 09 00 07 00", "message a n q2: 78", "1< 04 0F 00 06");
        }

        [TestMethod]
        public void A_message_that_the_owner_does_not_take_is_rejected_with_congestion()
        {
            Rig rig = Rig.Connected();
            rig.TakesMessages = false;
            rig.From(1, "08 0C 01 00 09 00 00 78");
            rig.Expect("message 0009 p q0: 78");
            rig.From(1, "08 0C 21 00 09 00 04 78");
            rig.Expect("message 0009 p q1: 78", "1< 07 0D 00 09 00 04 01");
            rig.From(1, Qos2);
            rig.Expect(Delivered, "1< 07 0D 00 09 00 05 01");
            rig.TakesMessages = true;
            rig.From(1, Qos2Again);
            rig.Expect("message 0009 p q2 d: 78", PubRec);
            Assert.AreEqual(3, rig.Client.Counters.NotTaken);
        }

        [TestMethod]
        public void A_reserved_topic_id_is_rejected()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "08 0C 20 00 00 00 05 78");
            rig.Expect("1< 07 0D 00 00 00 05 02");
            rig.From(1, "08 0C 20 FF FF 00 06 78");
            rig.Expect("1< 07 0D FF FF 00 06 02");
            Assert.AreEqual(2, rig.Client.Counters.Malformed);
        }

        [TestMethod]
        public void Messages_of_strangers_and_of_QoS_minus_1_are_not_delivered()
        {
            Rig rig = Rig.Connected();
            rig.From(2, "08 0C 01 00 09 00 00 78");
            rig.From(1, "08 0C 61 00 09 00 00 78");
            rig.Expect();
            Assert.AreEqual(1, rig.Client.Counters.FromStrangers);
            Assert.AreEqual(1, rig.Client.Counters.Malformed);
        }

        [TestMethod]
        public void Nothing_is_delivered_before_the_connection_is_made()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(false, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(1, "08 0C 21 00 09 00 05 78");
            rig.Expect();
        }

        [TestMethod]
        public void What_is_not_a_message_is_counted_and_forgotten()
        {
            Rig rig = Rig.Connected();
            rig.From(1, string.Empty);
            rig.From(1, "02");
            rig.From(1, "05 0C 00");
            rig.From(1, "02 03");
            rig.From(1, "04 FE 00 01 02 17");
            rig.From(1, "08 04 04 01 00 3C 6E 31");
            rig.Expect();
            Assert.AreEqual(6, rig.Client.Counters.Malformed);
        }
    }
}
