using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>Support of sleeping clients (MQTT-SN 1.2, 6.14).</summary>
    [TestClass]
    public class Section_6_14_Sleep
    {
        private const string PingAwake = "1< 04 16 6E 31";

        [TestMethod]
        public void Is_asleep_when_the_gateway_has_answered()
        {
            Rig rig = new Rig().Connect(false, 60);
            rig.Client.Sleep(300);
            rig.Act();
            rig.Expect("=FallingAsleep", "1< 04 18 01 2C");
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("1< 04 18 01 2C");
            rig.From(1, "02 18");
            rig.Expect("=Asleep", "sleeping 300");
        }

        [TestMethod]
        public void Goes_to_sleep_when_the_commands_before_it_are_done()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Client.Sleep(300);
            rig.Act();
            rig.Expect("1< 08 0C 21 00 07 00 01 78");
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Expect("published 1 accepted", "=FallingAsleep", "1< 04 18 01 2C");
        }

        [TestMethod]
        public void Does_not_stay_awake_for_a_congested_gateway()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.From(1, "07 0D 00 07 00 01 01");
            rig.Clear();
            rig.Client.Sleep(300);
            rig.Act();
            rig.Expect("=FallingAsleep", "1< 04 18 01 2C");
            Assert.AreEqual(1, rig.Client.QueueCount);
        }

        [TestMethod]
        public void Nothing_is_sent_or_due_while_asleep_until_it_asks_for_messages_in_time()
        {
            Rig rig = Rig.Asleep();
            rig.Publish(Topic.Predefined(7), "x", 0);
            rig.Act();
            rig.IsQuietUntil(260000);
            rig.Client.OnTime(rig.NowMs);
            rig.Expect("=Awake", PingAwake);
        }

        [TestMethod]
        public void Gets_its_messages_while_awake_and_sleeps_again_at_PINGRESP()
        {
            Rig rig = Rig.Asleep();
            Assert.IsTrue(rig.Client.CheckForMessages());
            rig.Act();
            rig.Expect("=Awake", PingAwake);
            rig.From(1, "07 0A 00 09 00 04 61");
            rig.From(1, "08 0C 20 00 09 00 05 78");
            rig.From(1, "08 0C 01 00 0A 00 00 79");
            rig.Expect("1< 07 0B 00 09 00 04 00", "message a n q1: 78", "1< 07 0D 00 09 00 05 00", "message 000A p q0: 79");
            rig.From(1, "02 17");
            rig.Expect("=Asleep", "awake done 2");
            rig.PassToDeadline(260000);
            rig.Expect("=Awake", PingAwake);
            rig.From(1, "02 17");
            rig.Expect("=Asleep", "awake done 0");
        }

        [TestMethod]
        public void QoS_2_completes_within_the_awake_phase()
        {
            Rig rig = Rig.Asleep();
            rig.Client.CheckForMessages();
            rig.Act();
            rig.Clear();
            rig.From(1, "08 0C 41 00 09 00 05 78");
            rig.From(1, "04 10 00 05");
            rig.From(1, "02 17");
            rig.Expect("message 0009 p q2: 78", "1< 04 0F 00 05", "1< 04 0E 00 05", "=Asleep", "awake done 1");
        }

        [TestMethod]
        public void PINGREQ_is_sent_again_but_not_while_messages_come()
        {
            Rig rig = Rig.Asleep();
            rig.Client.CheckForMessages();
            rig.Act();
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect(PingAwake);
            rig.NowMs += 9000;
            rig.From(1, "08 0C 01 00 09 00 00 78");
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect(PingAwake);
        }

        [TestMethod]
        public void Returns_to_active_with_its_session_and_will_kept()
        {
            Rig rig = Rig.Asleep();
            rig.Publish(Topic.Predefined(7), "x", 1);
            Assert.IsTrue(rig.Client.Wake());
            rig.Act();
            rig.Expect("=Connecting", "1< 08 04 00 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected, resumed", "1< 08 0C 21 00 07 00 01 78");
        }

        [TestMethod]
        public void Wake_publish_and_sleep_can_be_given_at_once()
        {
            Rig rig = Rig.Asleep();
            rig.Client.Wake();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Client.Sleep(600);
            rig.Act();
            rig.From(1, "03 05 00");
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Expect("published 1 accepted", "=FallingAsleep", "1< 04 18 02 58");
        }

        [TestMethod]
        public void The_duration_can_be_changed_while_asleep()
        {
            Rig rig = Rig.Asleep();
            rig.Client.Sleep(600);
            rig.Act();
            rig.Expect("=FallingAsleep", "1< 04 18 02 58");
            rig.From(1, "02 18");
            rig.Expect("=Asleep", "sleeping 600");
            rig.PassToDeadline(560000);
            rig.Expect("=Awake", PingAwake);
        }

        [TestMethod]
        public void A_sleeping_client_can_disconnect()
        {
            Rig rig = Rig.Asleep();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Client.Disconnect();
            rig.Act();
            rig.Expect("=Disconnecting", "1< 02 18");
            rig.From(1, "02 18");
            rig.Expect("=Disconnected", "published 1 abandoned", "disconnected");
        }

        [TestMethod]
        public void The_second_answer_to_a_repeated_DISCONNECT_changes_nothing()
        {
            Rig rig = Rig.Asleep();
            rig.From(1, "02 18");
            rig.Expect();
            Assert.AreEqual(1, rig.Client.Counters.Unexpected);
        }

        [TestMethod]
        public void Nor_does_it_when_it_comes_late_after_the_return_to_active()
        {
            Rig rig = Rig.Asleep();
            rig.Client.Wake();
            rig.Act();
            rig.From(1, "03 05 00");
            rig.Clear();
            rig.NowMs += (2 * Rig.RetryMs) - 1;
            rig.From(1, "02 18");
            rig.Expect();
            rig.NowMs++;
            rig.From(1, "02 18");
            rig.Expect("lost: gateway disconnected", "=Connecting", "1< 08 04 00 01 00 3C 6E 31");
        }

        [TestMethod]
        public void A_gateway_that_no_longer_knows_the_sleeper_is_connected_to_again_and_it_sleeps_on()
        {
            Rig rig = Rig.Asleep();
            rig.NowMs += 2 * Rig.RetryMs;
            rig.Client.CheckForMessages();
            rig.Act();
            rig.Clear();
            rig.From(1, "02 18");
            rig.Expect("lost: gateway disconnected", "=Connecting", "1< 08 04 00 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "=FallingAsleep", "1< 04 18 01 2C");
        }

        [TestMethod]
        public void What_the_owner_does_at_the_new_connection_comes_before_the_sleep()
        {
            Rig rig = Rig.Asleep();
            rig.OnConnectedReaction = new Resubscribe();
            rig.NowMs += 2 * Rig.RetryMs;
            rig.Client.CheckForMessages();
            rig.Act();
            rig.From(1, "02 18");
            rig.Clear();
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 06 12 20 00 01 61");
            rig.From(1, "08 13 20 00 07 00 01 00");
            rig.Expect("subscribed 1 id 7 q1 accepted", "=FallingAsleep", "1< 04 18 01 2C");
        }

        [TestMethod]
        public void A_gateway_that_does_not_answer_the_sleeper_is_lost_and_the_sleep_goes_on_elsewhere()
        {
            Rig rig = Rig.Asleep();
            rig.Client.CheckForMessages();
            rig.Act();
            rig.Pass(3 * Rig.RetryMs);
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no answer", "=Connecting", "1< 08 04 00 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected, resumed", "=FallingAsleep", "1< 04 18 01 2C");
        }

        [TestMethod]
        public void Wake_calls_a_coming_sleep_off()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Client.Sleep(300);
            rig.Act();
            rig.Client.Wake();
            rig.Act();
            rig.Clear();
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Expect("published 1 accepted");
        }

        [TestMethod]
        public void Wake_while_falling_asleep_follows_the_answer()
        {
            Rig rig = Rig.Connected();
            rig.Client.Sleep(300);
            rig.Act();
            rig.Client.Wake();
            rig.Act();
            rig.Expect("=FallingAsleep", "1< 04 18 01 2C");
            rig.From(1, "02 18");
            rig.Expect("=Asleep", "sleeping 300", "=Connecting", "1< 08 04 00 01 00 3C 6E 31");
        }

        [TestMethod]
        public void The_owner_can_do_the_asking_itself()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.CheckWhileAsleep = false;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.Client.Sleep(300);
            rig.Act();
            rig.From(1, "02 18");
            rig.Clear();
            Assert.AreEqual(long.MaxValue, rig.Client.NextDeadlineMs);
            rig.Client.CheckForMessages();
            rig.Act();
            rig.Expect("=Awake", PingAwake);
        }

        [TestMethod]
        public void Gateways_do_not_expire_while_the_radio_may_be_off()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(1, "05 00 01 00 0A");
            rig.Connect(false, 60);
            rig.Client.Sleep(3000);
            rig.Act();
            rig.From(1, "02 18");
            rig.Clear();
            rig.PassToDeadline(2960000);
            rig.Expect("=Awake", PingAwake);
            rig.From(1, "02 17");
            rig.Client.Wake();
            rig.Act();
            rig.From(1, "03 05 00");
            rig.Expect("=Asleep", "awake done 0", "=Connecting", "1< 08 04 00 01 00 3C 6E 31", "=Active", "connected, resumed");
            Assert.AreEqual(1, rig.Client.GatewayCount);
        }

        [TestMethod]
        public void Commands_that_make_no_sense_are_refused()
        {
            Rig rig = new Rig();
            Assert.IsFalse(rig.Client.CheckForMessages());
            Assert.IsFalse(rig.Client.Wake());
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Sleep(0));
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Sleep(65536));
            Assert.AreEqual(long.MaxValue, rig.Client.NextDeadlineMs);
        }

        private sealed class Resubscribe : IReaction
        {
            public void React(Rig rig) => rig.Client.Subscribe(Topic.FromName("a"), 1);
        }
    }
}
