using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>The client's retransmission procedure, and the loss of a gateway (MQTT-SN 1.2, 6.13).</summary>
    [TestClass]
    public class Section_6_13_Retransmission
    {
        private const string Connect = "1< 08 04 04 01 00 3C 6E 31";

        [TestMethod]
        public void A_gateway_that_has_moved_is_connected_to_where_it_is_now()
        {
            Rig rig = Rig.Connected();
            rig.Client.MoveGateway(Rig.Address(2));
            rig.Client.Ping();
            rig.Act();
            rig.Expect("1< 02 16");
            rig.Pass(39999);
            rig.Clear();
            rig.Pass(1);
            rig.Expect("lost: no ping answer", "=Connecting", "2< 08 04 04 01 00 3C 6E 31");
            rig.From(1, "03 05 00");
            rig.Expect();
            rig.From(2, "03 05 00");
            rig.Expect("=Active", "connected");
        }

        [TestMethod]
        public void CONNECT_is_sent_N_RETRY_times_more_and_then_later_again()
        {
            Rig rig = new Rig();
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Expect("=Connecting", Connect);
            for (int i = 0; i < 3; i++)
            {
                rig.IsQuietUntil(Rig.RetryMs);
                rig.Client.OnTime(rig.NowMs);
                rig.Expect(Connect);
            }

            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no answer", "=Waiting");
            Assert.AreEqual(3, rig.Client.Counters.Retransmitted);
        }

        [TestMethod]
        public void The_waits_between_attempts_double_up_to_their_bound_with_a_random_part()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.RetryCount = 0;
            settings.ReconnectDelayMs = 10000;
            settings.ReconnectDelayMaxMs = 30000;
            Rig rig = new Rig(settings);
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            long[] longest = new long[] { 10000, 20000, 30000, 30000 };
            for (int i = 0; i < longest.Length; i++)
            {
                rig.Clear();
                rig.PassToDeadline(Rig.RetryMs);
                long wait = rig.Client.NextDeadlineMs - rig.NowMs;
                Assert.IsTrue(wait >= longest[i] / 2 && wait <= longest[i], "half to all of " + longest[i].ToString() + ": " + wait.ToString());
                rig.Clear();
                rig.PassToDeadline(wait);
                rig.Expect("=Connecting", Connect);
            }
        }

        [TestMethod]
        public void Gives_up_after_the_attempts_that_are_allowed()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.AttemptsMax = 1;
            Rig rig = new Rig(settings);
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Pass(3 * Rig.RetryMs);
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no answer", "lost: gave up", "=Disconnected", "published 1 abandoned");
            Assert.AreEqual(long.MaxValue, rig.Client.NextDeadlineMs);
        }

        [TestMethod]
        public void PUBLISH_is_sent_again_with_DUP_and_the_same_message_id()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Expect("1< 08 0C 21 00 07 00 01 78");
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("1< 08 0C A1 00 07 00 01 78");
            rig.From(1, "07 0D 00 07 00 01 00");
            rig.Expect("published 1 accepted");
        }

        [TestMethod]
        public void PUBREL_is_sent_again_with_retransmissions_of_its_own()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 2);
            rig.Act();
            rig.Pass(3 * Rig.RetryMs);
            rig.From(1, "04 0F 00 01");
            rig.Clear();
            rig.Pass(3 * Rig.RetryMs);
            rig.Expect("1< 04 10 00 01", "1< 04 10 00 01", "1< 04 10 00 01");
            rig.From(1, "04 0E 00 01");
            rig.Expect("published 1 accepted");
        }

        [TestMethod]
        public void REGISTER_is_sent_again()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.FromName("a"), "x", 1);
            rig.Act();
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("1< 07 0A 00 00 00 01 61");
        }

        [TestMethod]
        public void A_gateway_that_does_not_answer_is_connected_to_again_first()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(1, "05 00 01 03 84");
            rig.From(2, "05 00 02 03 84");
            rig.Connect(true, 60);
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Pass(3 * Rig.RetryMs);
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no answer", "=Connecting", Connect);
            rig.Pass(3 * Rig.RetryMs);
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no answer", "2< 08 04 04 01 00 3C 6E 31");
            rig.From(2, "03 05 00");
            rig.Expect("=Active", "connected", "2< 08 0C 21 00 07 00 02 78");
            rig.From(2, "07 0D 00 07 00 02 00");
            rig.Expect("published 1 accepted");
        }

        [TestMethod]
        public void Without_another_gateway_the_search_begins()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(1, "05 00 01 03 84");
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Pass(3 * Rig.RetryMs);
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no answer", "=Searching");
            rig.Pass(5000);
            rig.Expect("*1< 03 01 01");
            rig.From(1, "03 02 01");
            rig.Expect("=Connecting", Connect);
        }

        [TestMethod]
        public void A_resumed_session_goes_on_with_the_same_message()
        {
            Rig rig = LostWhilePublishing(false, 2, false);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected, resumed", "1< 08 0C C1 00 07 00 01 78");
            rig.From(1, "04 0F 00 01");
            rig.From(1, "04 0E 00 01");
            rig.Expect("1< 04 10 00 01", "published 1 accepted");
        }

        [TestMethod]
        public void A_resumed_session_goes_on_with_PUBREL_where_the_message_was_taken_over()
        {
            Rig rig = LostWhilePublishing(false, 2, true);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected, resumed", "1< 04 10 00 01");
            rig.From(1, "04 0E 00 01");
            rig.Expect("published 1 accepted");
        }

        [TestMethod]
        public void QoS_1_is_a_new_message_in_a_new_session()
        {
            Rig rig = LostWhilePublishing(true, 1, false);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 08 0C 21 00 07 00 02 78");
        }

        [TestMethod]
        public void QoS_2_is_not_sent_again_in_a_new_session_as_it_may_have_arrived()
        {
            Rig rig = LostWhilePublishing(true, 2, false);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "published 1 unknown", "connected");
            rig = LostWhilePublishing(true, 2, true);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "published 1 unknown", "connected");
        }

        [TestMethod]
        public void QoS_2_that_was_not_yet_sent_is_sent_in_a_new_session()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.FromName("a"), "x", 2);
            rig.Act();
            rig.From(1, "02 18");
            rig.Clear();
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 07 0A 00 00 00 02 61");
            rig.From(1, "07 0B 00 07 00 02 00");
            rig.Expect("1< 08 0C 40 00 07 00 03 78");
        }

        [TestMethod]
        public void A_message_that_is_never_answered_ends_after_the_connections_that_are_allowed()
        {
            ClientSettings settings = Rig.FixedGateway();
            settings.OperationAttemptsMax = 2;
            settings.RetryCount = 0;
            Rig rig = new Rig(settings).Connect(true, 60);
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Publish(Topic.Predefined(7), "y", 0);
            rig.Act();
            rig.Clear();
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("lost: no answer", "=Connecting", Connect);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 08 0C 21 00 07 00 02 78");
            rig.PassToDeadline(Rig.RetryMs);
            rig.Expect("published 1 unanswered", "lost: no answer", "=Waiting");
            rig.PassToWait(10000);
            rig.Expect("=Connecting", Connect);
            rig.From(1, "03 05 00");
            rig.Expect("=Active", "connected", "1< 08 0C 01 00 07 00 00 79", "published 2 sent");
        }

        [TestMethod]
        public void Connections_that_end_at_once_are_made_once_at_once_and_then_after_waits_that_grow()
        {
            Rig rig = new Rig().Connect(true, 0);
            rig.From(1, "02 18");
            rig.Expect("lost: gateway disconnected", "=Connecting", "1< 08 04 04 01 00 00 6E 31");
            for (int waitMs = 10000; waitMs <= 80000; waitMs *= 2)
            {
                rig.From(1, "03 05 00");
                rig.Expect("=Active", "connected");
                rig.From(1, "02 18");
                rig.Expect("lost: gateway disconnected", "=Waiting");
                rig.PassToWait(waitMs);
                rig.Expect("=Connecting", "1< 08 04 04 01 00 00 6E 31");
            }

            // One that lasted is made again at once, and the waits begin anew.
            rig.From(1, "03 05 00");
            rig.Pass(60000);
            rig.Clear();
            rig.From(1, "02 18");
            rig.Expect("lost: gateway disconnected", "=Connecting", "1< 08 04 04 01 00 00 6E 31");
            rig.From(1, "03 05 00");
            rig.From(1, "02 18");
            rig.Clear();
            rig.PassToWait(10000);
        }

        [TestMethod]
        public void Gateways_that_both_end_connections_at_once_are_not_asked_by_turns_without_a_wait()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(1, "05 00 01 03 84");
            rig.From(2, "05 00 02 03 84");
            rig.Connect(true, 0);
            rig.From(1, "02 18");
            rig.From(1, "03 05 00");
            rig.From(1, "02 18");
            rig.Clear();
            rig.PassToWait(10000);
            rig.Expect("=Connecting", "2< 08 04 04 01 00 00 6E 31");
            rig.From(2, "03 05 00");
            rig.From(2, "02 18");
            rig.Clear();
            rig.PassToWait(20000);
        }

        [TestMethod]
        public void An_owner_that_calls_late_gets_one_retransmission_and_not_several()
        {
            Rig rig = Rig.Connected();
            rig.Publish(Topic.Predefined(7), "x", 1);
            rig.Act();
            rig.Clear();
            rig.NowMs += 1000000;
            rig.Client.OnTime(rig.NowMs);
            rig.Expect("1< 08 0C A1 00 07 00 01 78");
            Assert.AreEqual(rig.NowMs + Rig.RetryMs, rig.Client.NextDeadlineMs);
        }

        private static Rig LostWhilePublishing(bool cleanSession, int qos, bool received)
        {
            Rig rig = new Rig().Connect(cleanSession, 60);
            rig.Publish(Topic.Predefined(7), "x", qos);
            rig.Act();
            if (received)
            {
                rig.From(1, "04 0F 00 01");
            }

            rig.Pass(4 * Rig.RetryMs);
            rig.Clear();
            return rig;
        }
    }
}
