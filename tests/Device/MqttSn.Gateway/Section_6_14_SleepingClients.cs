using nanoFramework.TestFramework;
using SensorNet.Device.Tests;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>MQTT-SN 1.2, 6.14: sleeping clients.</summary>
    [TestClass]
    public class Section_6_14_SleepingClients
    {
        [TestMethod]
        public void Messages_wait_and_come_in_order_and_pingresp_ends_the_awake_phase()
        {
            Scenario s = Asleep(1, 60);
            s.Message("a/b", "1", 1);
            s.Message("a/b", "2", 0);
            s.Quiet();
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.IsIn(ClientStage.Awake, "a");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "08 0C 00 00 01 00 00 '2'");
            s.To(1, "02 17");
            s.IsIn(ClientStage.Asleep, "a");
            s.Quiet();
        }

        [TestMethod]
        public void Nothing_that_waits_is_a_pingresp_at_once()
        {
            Scenario s = Asleep(1, 60);
            s.From(1, "03 16 'a'");
            s.To(1, "02 17");
            s.IsIn(ClientStage.Asleep, "a");
            s.From(1, "03 16 'a'");
            s.To(1, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void What_comes_in_an_awake_phase_waits_for_the_next_one()
        {
            Scenario s = Asleep(1, 60);
            s.Message("a/b", "1", 1);
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.Message("a/b", "2", 1);
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "02 17");
            s.Quiet();
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 20 00 01 00 02 '2'");
            s.From(1, "07 0D 00 01 00 02 00");
            s.To(1, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void A_sleeper_may_wake_at_another_address()
        {
            Scenario s = Asleep(1, 60);
            s.Message("a/b", "1", 0);
            s.From(9, "03 16 'a'");
            s.To(9, "08 0C 00 00 01 00 00 '1'");
            s.To(9, "02 17");
            s.From(1, "02 16");
            s.To(1, "02 18");
            Assert.AreEqual(1L, s.Gateway.Counters.AddressChanges, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void An_id_that_is_no_sleepers_is_unknown()
        {
            Scenario s = Scenario.Aggregating();
            s.Connect(1, "a");
            s.From(2, "03 16 'z'");
            s.To(2, "02 18");
            s.From(3, "03 16 'a'");
            s.To(3, "02 18");
            s.From(1, "03 16 'a'");
            s.To(1, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void A_sleeper_is_lost_when_it_exceeds_its_duration()
        {
            Scenario s = Asleep(1, 600);
            s.After(659999);
            s.IsIn(ClientStage.Asleep, "a");
            s.From(1, "03 16 'a'");
            s.To(1, "02 17");
            s.After(659999);
            s.IsIn(ClientStage.Asleep, "a");
            s.After(1);
            s.IsIn(ClientStage.Free, "a");
            s.To(1, "02 18");
            s.Asks("unsubscribe a/+");
            s.Quiet();
        }

        [TestMethod]
        public void A_sleeper_can_change_its_duration()
        {
            Scenario s = Asleep(1, 60);
            s.From(1, "04 18 01 2C");
            s.To(1, "02 18");
            s.After(329999);
            s.IsIn(ClientStage.Asleep, "a");
            s.After(1);
            s.IsIn(ClientStage.Free, "a");
            s.To(1, "02 18");
            s.Asks("unsubscribe a/+");
            s.Quiet();
        }

        [TestMethod]
        public void Connect_while_asleep_is_answered_and_brings_what_waits()
        {
            Scenario s = Asleep(1, 60);
            s.Message("a/b", "1", 0);
            s.From(1, "07 04 00 01 00 3C 'a'");
            s.To(1, "03 05 00");
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 00 00 01 00 00 '1'");
            s.IsIn(ClientStage.Active, "a");
            s.Quiet();
        }

        [TestMethod]
        public void A_pingreq_without_client_id_wakes_the_sleeper_of_the_address()
        {
            Scenario s = Asleep(1, 60);
            s.Message("a/b", "1", 1);
            s.From(1, "02 16");
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.IsIn(ClientStage.Awake, "a");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "02 17");
            s.IsIn(ClientStage.Asleep, "a");
            s.Quiet();
        }

        [TestMethod]
        public void The_connect_of_a_clean_session_wakes_its_sleeper_with_all_that_it_had()
        {
            Scenario s = Asleep(1, 60);
            s.Message("a/b", "1", 0);
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 00");
            s.To(1, "09 0A 00 01 00 01 'a/b'");
            s.From(1, "07 0B 00 01 00 01 00");
            s.To(1, "08 0C 00 00 01 00 00 '1'");
            s.IsIn(ClientStage.Active, "a");
            s.Message("a/b", "2", 0);
            s.To(1, "08 0C 00 00 01 00 00 '2'");
            s.From(1, "08 0C 20 00 01 00 07 '3'");
            s.Asks("publish a/b=3 q1");
            s.Quiet();
        }

        [TestMethod]
        public void The_connect_of_a_clean_session_from_elsewhere_begins_anew()
        {
            Scenario s = Asleep(1, 60);
            s.Message("a/b", "1", 0);
            s.From(2, "07 04 04 01 00 3C 'a'");
            s.Asks("unsubscribe a/+");
            s.To(2, "03 05 00");
            s.Quiet();
        }

        [TestMethod]
        public void A_sleeper_with_a_will_is_asked_for_it_again_and_keeps_what_it_had()
        {
            Scenario s = Scenario.Aggregating();
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'w'");
            s.To(1, "02 08");
            s.From(1, "03 09 'x'");
            s.To(1, "03 05 00");
            s.SubscribeAll(1, 0);
            s.From(1, "04 18 00 3C");
            s.To(1, "02 18");
            s.From(1, "07 04 0C 01 00 3C 'a'");
            s.To(1, "02 06");
            s.From(1, "04 07 00 'v'");
            s.To(1, "02 08");
            s.From(1, "03 09 'y'");
            s.To(1, "03 05 00");
            s.Quiet();
            s.After(90000);
            s.Asks("publish v=y q0");
            s.To(1, "02 18");
            s.Asks("unsubscribe a/+");
            s.Quiet();
        }

        [TestMethod]
        public void A_sleeper_that_wakes_by_connect_keeps_its_broker_connection()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.Asks("open a clean");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, false);
            s.To(1, "03 05 00");
            s.From(1, "04 18 00 3C");
            s.To(1, "02 18");
            s.From(1, "07 04 04 01 00 3C 'a'");
            s.To(1, "03 05 00");
            s.IsIn(ClientStage.Active, "a");
            s.Quiet();
        }

        [TestMethod]
        public void Disconnect_while_asleep_ends_the_connection()
        {
            Scenario s = Asleep(1, 60);
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.Asks("unsubscribe a/+");
            s.IsIn(ClientStage.Free, "a");
            s.Quiet();
        }

        [TestMethod]
        public void The_oldest_message_at_qos_0_makes_room()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.BufferedMessagesPerClientMax = 3;
            Scenario s = Asleep(new Scenario(settings), 1, 60);
            s.Message("a/b", "1", 1);
            s.Message("a/b", "2", 0);
            s.Message("a/b", "3", 0);
            s.Message("a/b", "4", 1);
            s.Message("a/b", "5", 0);
            s.Lost(LossReason.ClientQueue, 2);
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "08 0C 20 00 01 00 02 '4'");
            s.From(1, "07 0D 00 01 00 02 00");
            s.To(1, "08 0C 00 00 01 00 00 '5'");
            s.To(1, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void Without_a_message_at_qos_0_the_new_one_is_dropped()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.BufferedMessagesPerClientMax = 2;
            Scenario s = Asleep(new Scenario(settings), 1, 60);
            s.Message("a/b", "1", 1);
            s.Message("a/b", "2", 1);
            s.Message(0, "a/b", "3", 1, false, 73);
            s.Asks("ack 73");
            s.Message("a/b", "4", 0);
            s.Lost(LossReason.ClientQueue, 2);
            Assert.AreEqual(1L, s.Gateway.Counters.LossesAtQos12, string.Empty);
            Assert.AreEqual(2, s.Gateway.BufferedMessageCount, string.Empty);
            s.Quiet();
        }

        [TestMethod]
        public void Octets_are_bounded_as_well()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.BufferedBytesPerClientMax = 64;
            Scenario s = Asleep(new Scenario(settings), 1, 60);
            string thirty = "123456789012345678901234567890";
            s.Message("a/b", thirty, 0);
            s.Message("a/b", thirty, 0);
            s.Message("a/b", thirty, 0);
            s.Message("a/b", thirty + thirty + thirty, 0);
            Assert.AreEqual(2, s.Gateway.BufferedMessageCount, string.Empty);
            Assert.AreEqual(60L, s.Gateway.BufferedByteCount, string.Empty);
            s.Lost(LossReason.ClientBytes, 2);
            s.Quiet();
        }

        [TestMethod]
        public void Octets_of_all_clients_are_bounded_as_well()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.BufferedBytesMax = 64;
            Scenario s = Asleep(new Scenario(settings), 1, 60);
            string thirty = "123456789012345678901234567890";
            s.Message("a/b", thirty, 1);
            s.Message("a/b", thirty, 1);
            Assert.AreEqual(30L, s.Gateway.BufferedByteCount, string.Empty);
            s.Lost(LossReason.AllBytes, 1);
            s.Quiet();
        }

        [TestMethod]
        public void What_waits_for_a_clean_session_is_lost_with_it()
        {
            Scenario s = Asleep(1, 60);
            s.Message("a/b", "1", 0);
            s.Message("a/b", "2", 1);
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.IsIn(ClientStage.Free, "a");
            s.Lost(LossReason.SessionEnded, 2);
            Assert.AreEqual(0L, s.Gateway.Counters.LossesAtQos12, string.Empty);
            s.Asks("unsubscribe a/+");
            s.Quiet();
        }

        [TestMethod]
        public void What_waits_for_a_kept_session_is_lost_when_it_expires()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.SessionExpiryMs = 60000;
            Scenario s = new Scenario(settings);
            s.ConnectKept(1, "a");
            s.SubscribeAll(1, 1);
            s.From(1, "02 18");
            s.To(1, "02 18");
            s.Message("a/b", "1", 1);
            s.After(59999);
            s.Lost(LossReason.SessionExpired, 0);
            s.After(1);
            s.IsIn(ClientStage.Free, "a");
            s.Lost(LossReason.SessionExpired, 1);
            s.Asks("unsubscribe a/+");
            s.Quiet();
        }

        [TestMethod]
        public void Sleepers_leave_a_quarter_of_all_room_to_those_who_are_awake()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.BufferedMessagesMax = 4;
            Scenario s = Asleep(new Scenario(settings), 1, 60);
            for (int i = 0; i < 4; i++)
            {
                s.Message("a/b", "x", 1);
            }

            Assert.AreEqual(3, s.Gateway.BufferedMessageCount, string.Empty);
            s.Lost(LossReason.AllQueues, 1);
            s.Connect(2, "b");
            s.SubscribeAll(2, 1);
            s.Register(2);
            s.Message("a/b", "y", 1);
            s.To(2, "08 0C 20 00 01 00 01 'y'");
            s.Quiet();
        }

        [TestMethod]
        public void A_sleeper_that_does_not_answer_goes_back_to_sleep_and_gets_the_message_again()
        {
            Scenario s = Asleep(1, 600);
            s.Message("a/b", "1", 1);
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C 20 00 01 00 01 '1'");
            s.After(40000);
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.Quiet();
            s.IsIn(ClientStage.Asleep, "a");
            s.From(1, "03 16 'a'");
            s.To(1, "08 0C A0 00 01 00 01 '1'");
            s.From(1, "07 0D 00 01 00 01 00");
            s.To(1, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void Transparent_acknowledges_to_the_broker_what_a_sleeper_has_acknowledged_also_over_an_outage()
        {
            Scenario s = Scenario.Transparent();
            s.From(1, "07 04 00 01 00 3C 'a'");
            s.Asks("open a kept");
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.To(1, "03 05 00");
            s.Register(1);
            s.From(1, "04 18 00 3C");
            s.To(1, "02 18");
            s.Message(s.Broker.Opened, "a/b", "x", 1, false, 44);
            s.Message(s.Broker.Opened, "a/b", "y", 2, false, 45);
            s.Asks("ack 45");
            s.Gateway.OnBrokerLost(s.NowMs, s.Broker.Opened, true);
            s.Gateway.OnBrokerConnected(s.NowMs, s.Broker.Opened, true);
            s.Quiet();
            s.From(2, "03 16 'a'");
            s.To(2, "08 0C 20 00 01 00 01 'x'");
            s.Quiet();
            s.From(2, "07 0D 00 01 00 01 00");
            s.Asks("ack 44");
            s.To(2, "08 0C 40 00 01 00 02 'y'");
            s.From(2, "04 0F 00 02");
            s.To(2, "04 10 00 02");
            s.From(2, "04 0E 00 02");
            s.To(2, "02 17");
            s.Quiet();
        }

        private static Scenario Asleep(int qos, int seconds) => Asleep(Scenario.Aggregating(), qos, seconds);

        // The client "a" at port 1 sleeps; it subscribes to a/+, and knows a/b as 1.
        private static Scenario Asleep(Scenario s, int qos, int seconds)
        {
            s.Connect(1, "a");
            s.SubscribeAll(1, qos);
            s.Register(1);
            s.From(1, "04 18 " + Hex.Write(new byte[] { (byte)(seconds >> 8), (byte)seconds }, 0, 2));
            s.To(1, "02 18");
            return s;
        }
    }
}
