using System;
using nanoFramework.TestFramework;

namespace SensorNet.MqttSn.Client.Tests
{
    /// <summary>Gateway advertisement and discovery (MQTT-SN 1.2, 6.1).</summary>
    [TestClass]
    public class Section_6_1_Discovery
    {
        [TestMethod]
        public void Searches_after_a_random_delay_and_connects_to_the_gateway_that_answers()
        {
            Rig rig = new Rig(Rig.Searching());
            long delay = StartSearch(rig);
            rig.IsQuietUntil(delay);
            rig.Client.OnTime(rig.NowMs);
            rig.Expect("*1< 03 01 01");
            rig.From(7, "03 02 05");
            rig.Expect("found 5 at 07", "=Connecting", "7< 08 04 04 01 00 3C 6E 31");
        }

        [TestMethod]
        public void The_delay_lies_between_0_and_T_SEARCHGW_and_differs_from_client_to_client()
        {
            long least = long.MaxValue;
            long most = 0;
            for (int seed = 0; seed < 100; seed++)
            {
                Rig rig = new Rig(Rig.Searching());
                MqttSnClient client = new MqttSnClient(Rig.Searching(), rig, rig, new Random(seed * 7919));
                client.Connect(new ConnectOptions());
                client.OnTime(1000);
                long delay = client.NextDeadlineMs - 1000;
                Assert.IsTrue(delay >= 0 && delay <= 5000, "0 to 5 s: " + delay.ToString());
                least = delay < least ? delay : least;
                most = delay > most ? delay : most;
            }

            Assert.IsTrue(least < 1000 && most > 4000, "spread over the whole time");
        }

        [TestMethod]
        public void Repeats_a_search_that_nobody_answers_ever_more_rarely()
        {
            ClientSettings settings = Rig.Searching();
            settings.SearchIntervalMaxMs = 60000;
            Rig rig = new Rig(settings);
            long delay = StartSearch(rig);
            rig.PassToDeadline(delay);
            rig.Expect("*1< 03 01 01");
            rig.PassToWait(10000);
            rig.Expect("*1< 03 01 01");
            rig.PassToWait(20000);
            rig.Expect("*1< 03 01 01");
            rig.PassToWait(40000);
            rig.Expect("*1< 03 01 01");
            rig.PassToWait(60000);
            rig.Expect("*1< 03 01 01");
            rig.PassToWait(60000);
            rig.Expect("*1< 03 01 01");
        }

        [TestMethod]
        public void Does_not_send_what_another_client_has_just_sent()
        {
            Rig rig = new Rig(Rig.Searching());
            StartSearch(rig);
            rig.From(9, "03 01 01");
            rig.Expect();
            rig.PassToWait(10000);
            rig.Expect("*1< 03 01 01");
        }

        [TestMethod]
        public void Sends_its_own_search_when_another_has_another_radius()
        {
            Rig rig = new Rig(Rig.Searching());
            long delay = StartSearch(rig);
            rig.From(9, "03 01 02");
            rig.PassToDeadline(delay);
            rig.Expect("*1< 03 01 01");
        }

        [TestMethod]
        public void An_advertisement_ends_the_search()
        {
            Rig rig = new Rig(Rig.Searching());
            StartSearch(rig);
            rig.From(7, "05 00 05 03 84");
            rig.Expect("found 5 at 07", "=Connecting", "7< 08 04 04 01 00 3C 6E 31");
        }

        [TestMethod]
        public void A_gateway_that_another_client_tells_of_is_at_the_address_it_tells()
        {
            Rig rig = new Rig(Rig.Searching());
            StartSearch(rig);
            rig.From(9, "04 02 05 07");
            rig.Expect("found 5 at 07", "=Connecting", "7< 08 04 04 01 00 3C 6E 31");
        }

        [TestMethod]
        public void A_gateway_known_beforehand_is_connected_to_without_a_search()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(7, "05 00 05 03 84");
            rig.Expect("found 5 at 07");
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Expect("=Connecting", "7< 08 04 04 01 00 3C 6E 31");
        }

        [TestMethod]
        public void Discover_reports_gateways_and_connects_to_none()
        {
            Rig rig = new Rig(Rig.Searching());
            Assert.IsTrue(rig.Client.Discover());
            rig.Act();
            rig.Expect("=Searching");
            rig.Pass(5000);
            rig.Expect("*1< 03 01 01");
            rig.From(7, "03 02 05");
            rig.Expect("found 5 at 07", "=Disconnected");
            rig.From(8, "03 02 06");
            rig.Expect("found 6 at 08");
            rig.From(7, "03 02 05");
            rig.Expect();
        }

        [TestMethod]
        public void A_search_that_found_a_gateway_does_not_delay_the_next_one()
        {
            ClientSettings settings = Rig.Searching();
            settings.GatewayInfoLifetimeMs = 60000;
            Rig rig = new Rig(settings);
            for (int i = 0; i < 3; i++)
            {
                Assert.IsTrue(rig.Client.Discover());
                rig.Act();
                rig.Expect("=Searching");
                rig.Pass(5000);
                rig.Expect("*1< 03 01 01");
                rig.From(7, "03 02 05");
                rig.Expect("found 5 at 07", "=Disconnected");
                rig.PassToDeadline(60000);
                rig.Expect("gone 5");
            }
        }

        [TestMethod]
        public void A_search_after_one_that_was_given_up_has_as_many_attempts()
        {
            ClientSettings settings = Rig.Searching();
            settings.AttemptsMax = 2;
            settings.SearchIntervalMaxMs = 10000;
            Rig rig = new Rig(settings);
            for (int i = 0; i < 2; i++)
            {
                Assert.IsTrue(rig.Client.Discover());
                rig.Act();
                rig.Pass(60000);
                rig.Expect("=Searching", "*1< 03 01 01", "*1< 03 01 01", "lost: gave up", "=Disconnected");
            }
        }

        [TestMethod]
        public void A_gateway_that_misses_N_ADV_advertisements_leaves_the_table()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(7, "05 00 05 00 64");
            rig.Expect("found 5 at 07");
            rig.PassToDeadline(330000);
            rig.Expect("gone 5");
            Assert.AreEqual(0, rig.Client.GatewayCount);
        }

        [TestMethod]
        public void Each_advertisement_counts_anew_and_a_new_address_is_told()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(7, "05 00 05 00 64");
            rig.Expect("found 5 at 07");
            rig.NowMs += 329000;
            rig.From(7, "05 00 05 00 64");
            rig.Expect();
            rig.From(8, "05 00 05 00 64");
            rig.Expect("found 5 at 08");
            rig.PassToDeadline(330000);
            rig.Expect("gone 5");
        }

        [TestMethod]
        public void A_connected_gateway_that_misses_its_advertisements_and_is_silent_is_lost()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(7, "05 00 05 00 64");
            rig.From(8, "05 00 06 27 10");
            rig.Client.Connect(Rig.Options(true, 0, null));
            rig.Act();
            rig.From(7, "03 05 00");
            rig.Clear();
            rig.PassToDeadline(330000);
            rig.Expect("gone 5", "lost: advertise missed", "=Connecting", "8< 08 04 04 01 00 00 6E 31");
        }

        [TestMethod]
        public void A_connected_gateway_that_sends_something_is_there_without_advertisements()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(7, "05 00 05 00 64");
            rig.Client.Connect(Rig.Options(true, 0, null));
            rig.Act();
            rig.From(7, "03 05 00");
            rig.Pass(200000);
            rig.From(7, "02 16");
            rig.Clear();
            rig.Pass(329999);
            rig.Expect();
            Assert.AreEqual(1, rig.Client.GatewayCount);
        }

        [TestMethod]
        public void Answers_a_search_after_a_random_delay_with_a_gateway_it_knows()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(7, "05 00 05 03 84");
            rig.From(9, "03 01 02");
            rig.Expect("found 5 at 07");
            Assert.IsTrue(rig.Client.NextDeadlineMs <= rig.NowMs + 5000, "0 to T_GWINFO");
            rig.Pass(5000);
            rig.Expect("*2< 04 02 05 07");
        }

        [TestMethod]
        public void Does_not_answer_a_search_that_someone_else_answers()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(7, "05 00 05 03 84");
            rig.From(9, "03 01 01");
            rig.From(7, "03 02 05");
            rig.Expect("found 5 at 07");
            rig.Pass(10000);
            rig.Expect();
        }

        [TestMethod]
        public void Does_not_answer_a_search_without_a_gateway_or_when_told_not_to()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(9, "03 01 01");
            rig.Pass(10000);
            rig.Expect();

            ClientSettings settings = Rig.Searching();
            settings.AnswerSearches = false;
            rig = new Rig(settings);
            rig.From(7, "05 00 05 03 84");
            rig.From(9, "03 01 01");
            rig.Clear();
            rig.Pass(10000);
            rig.Expect();
        }

        [TestMethod]
        public void A_client_that_searches_does_not_answer_its_own_search()
        {
            ClientSettings settings = Rig.Searching();
            settings.SearchIntervalMs = 60000;
            Rig rig = new Rig(settings);
            rig.From(7, "05 00 05 03 84");
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Pass(4 * Rig.RetryMs);
            rig.Clear();
            rig.Pass(5000);
            rig.Expect("*1< 03 01 01");
            rig.From(9, "03 01 01");
            rig.Pass(5000);
            rig.Expect();
        }

        [TestMethod]
        public void A_full_table_drops_the_gateway_that_would_expire_first_but_not_the_one_in_use()
        {
            ClientSettings settings = Rig.Searching();
            settings.GatewaysMax = 2;
            Rig rig = new Rig(settings);
            rig.From(1, "05 00 01 00 0A");
            rig.From(2, "05 00 02 00 64");
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.From(1, "03 05 00");
            rig.Clear();
            rig.From(3, "05 00 03 00 C8");
            rig.Expect("gone 2", "found 3 at 03");
            rig.From(4, "05 00 04 00 C8");
            rig.Expect("gone 3", "found 4 at 04");
            Assert.AreEqual(2, rig.Client.GatewayCount);
        }

        [TestMethod]
        public void What_another_client_tells_does_not_replace_the_address_of_a_known_gateway()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(7, "05 00 05 03 84");
            rig.Expect("found 5 at 07");
            rig.From(9, "04 02 05 66");
            rig.Expect();
        }

        [TestMethod]
        public void A_gateway_information_with_an_overlong_address_is_refused()
        {
            Rig rig = new Rig(Rig.Searching());
            rig.From(9, "16 02 05 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13");
            rig.Expect();
            Assert.AreEqual(0, rig.Client.GatewayCount);
            Assert.AreEqual(1, rig.Client.Counters.Malformed);
        }

        private static long StartSearch(Rig rig)
        {
            rig.Client.Connect(Rig.Options(true, 60, null));
            rig.Act();
            rig.Expect("=Searching");
            return rig.Client.NextDeadlineMs - rig.NowMs;
        }
    }
}
