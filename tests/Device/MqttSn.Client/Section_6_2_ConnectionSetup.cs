using System;
using nanoFramework.TestFramework;
using SensorNet.MqttSn.Tests;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>The client's connection setup (MQTT-SN 1.2, 6.2).</summary>
    [TestClass]
    public class Section_6_2_ConnectionSetup
    {
        private const string ConnectWithWill = "1< 08 04 0C 01 00 3C 6E 31";
        private const string WillTopic = "1< 06 07 30 77 2F 74";
        private const string WillMsg = "1< 04 09 62 79";

        [TestMethod]
        public void Connects_without_a_will()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Expect("=Connecting", "1< 08 04 04 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected");
            Assert.AreEqual(1, rig.Client.Counters.Connected);
        }

        [TestMethod]
        public void Connects_with_a_will()
        {
            Rig rig = ConnectingWithWill();
            rig.From(1, "02 06");
            rig.Expect(WillTopic);
            rig.From(1, "02 08");
            rig.Expect(WillMsg);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected");
        }

        [TestMethod]
        public void Each_step_of_the_will_dialogue_is_sent_again_without_an_answer()
        {
            Rig rig = ConnectingWithWill();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect(ConnectWithWill);
            rig.From(1, "02 06");
            rig.Expect(WillTopic);
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect(WillTopic);
            rig.From(1, "02 08");
            rig.Expect(WillMsg);
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect(WillMsg);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected");
        }

        [TestMethod]
        public void A_question_for_the_will_that_comes_twice_is_answered_twice()
        {
            Rig rig = ConnectingWithWill();
            rig.From(1, "02 06");
            rig.From(1, "02 06");
            rig.Expect(WillTopic, WillTopic);
            rig.From(1, "02 08");
            rig.From(1, "02 08");
            rig.Expect(WillMsg, WillMsg);
            rig.From(1, "02 06");
            rig.Expect(WillTopic);
        }

        [TestMethod]
        public void Repeated_questions_do_not_put_off_the_retransmission()
        {
            Rig rig = ConnectingWithWill();
            rig.From(1, "02 06");
            rig.Clear();
            rig.NowMs += 6000;
            rig.From(1, "02 06");
            rig.Expect(WillTopic);
            rig.PassToDeadline(4000);
            rig.Expect(WillTopic);
        }

        [TestMethod]
        public void A_gateway_that_asks_for_a_will_that_is_not_there_gets_an_empty_one()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(1, "02 06");
            rig.Expect("1< 02 07");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected");
        }

        [TestMethod]
        public void A_congested_gateway_is_tried_again_after_seconds()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(1, "03 05 01");
            rig.Expect("refused 1", "=Waiting");
            rig.PassToWait(5000);
            rig.Expect("=Connecting", "1< 08 04 04 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected");
        }

        [TestMethod]
        public void The_waits_for_a_congested_gateway_double_up_to_T_WAIT()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            int[] waits = new int[] { 5000, 10000, 20000, 40000, 80000, 160000, 320000, 360000, 360000 };
            for (int i = 0; i < waits.Length; i++)
            {
                Assert.AreEqual(i, rig.Client.Congestion.Count);
                rig.From(1, "03 05 01");
                rig.Clear();
                rig.PassToWait(waits[i]);
            }
        }

        [TestMethod]
        public void The_waits_go_on_where_they_were_after_a_restart()
        {
            Rig rig = new Rig();
            rig.Client.Congestion.Resume(3);
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.From(1, "03 05 01");
            rig.Clear();
            rig.PassToWait(40000);
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Congestion.Resume(256));
        }

        [TestMethod]
        public void ADVERTISE_and_GWINFO_of_the_congested_gateway_end_the_wait_within_two_seconds()
        {
            string[] signs = new string[] { "05 00 05 03 84", "03 02 05" };
            for (int i = 0; i < signs.Length; i++)
            {
                Rig rig = new Rig();
                rig.Client.Congestion.Resume(6);
                rig.Client.Connect(Rig.Options(true, 60, null));
                rig.Act();
                rig.From(1, "03 05 01");
                rig.From(2, "05 00 06 03 84");
                rig.From(2, "04 02 05 01");
                Assert.IsTrue(rig.Client.NextDeadlineMs > rig.NowMs + 100000, "neither another gateway nor what another client tells of it");
                rig.From(1, signs[i]);
                rig.Clear();
                rig.Pass(GatewayCongestion.JitterMaxMs);
                rig.Expect("=Connecting", "1< 08 04 04 01 00 3C 6E 31");
            }
        }

        [TestMethod]
        public void Another_gateway_is_tried_at_once_when_the_first_is_congested()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(1, "05 00 01 03 84");
            rig.From(2, "05 00 02 03 84");
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(1, "03 05 01");
            rig.Expect("refused 1", "2< 08 04 04 01 00 3C 6E 31");
            rig.From(2, "03 05 01");
            rig.Expect("refused 1", "=Waiting");
        }

        [TestMethod]
        public void A_gateway_that_does_not_support_the_connection_is_not_asked_again()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            int handle = rig.Publish(Topic.Predefined(1), "x", 1);
            rig.Act();
            rig.Clear();
            rig.From(1, "03 05 03");
            rig.Expect("refused 3", "lost: refused", "=Disconnected", "published " + handle.ToString() + " abandoned");
            Assert.AreEqual(long.MaxValue, rig.Client.NextDeadlineMs);
        }

        [TestMethod]
        public void A_reserved_return_code_is_a_rejection()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(1, "03 05 09");
            rig.Expect("refused 9", "lost: refused", "=Disconnected");
        }

        [TestMethod]
        public void Only_the_gateway_itself_is_listened_to()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Clear();
            rig.From(2, "03 05 00");
            rig.Expect();
            Assert.AreEqual(1, rig.Client.Counters.FromStrangers);
        }

        [TestMethod]
        public void Connecting_while_connected_makes_the_connection_anew_with_the_new_options()
        {
            Rig rig = Rig.Connected();
            rig.Client.Connect(Rig.Options(false, 120, null));
            rig.Act();
            rig.Expect("=Connecting", "1< 08 04 00 01 00 78 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected, resumed");
        }

        [TestMethod]
        public void A_late_answer_to_CONNECT_changes_nothing()
        {
            Rig rig = Rig.Connected();
            rig.From(1, "03 05 00");
            rig.Expect();
            Assert.AreEqual(1, rig.Client.Counters.Unexpected);
        }

        [TestMethod]
        public void Options_that_no_message_can_have_are_refused_at_once()
        {
            Rig rig = new Rig();
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Connect(Rig.Options(true, 65536, null)));
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Connect(Rig.Options(true, -1, null)));
            Assert.ThrowsException(typeof(ArgumentException), () => new Will(Topic.FromName("a/+"), new byte[0], 0, false));
            Assert.ThrowsException(typeof(ArgumentException), () => new Will(Topic.Predefined(1), new byte[0], 0, false));
            Assert.ThrowsException(typeof(ArgumentException), () => new Will(Topic.FromName("a"), new byte[0], 3, false));
            Will large = new Will(Topic.FromName("a"), new byte[505], 0, false);
            Assert.ThrowsException(typeof(ArgumentException), () => rig.Client.Connect(Rig.Options(true, 60, large)));
        }

        private static Rig ConnectingWithWill()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, new Will(Topic.FromName("w/t"), Packet.Ascii("by"), 1, true)));
            rig.Act();
            rig.Expect("=Connecting", ConnectWithWill);
            return rig;
        }
    }
}
