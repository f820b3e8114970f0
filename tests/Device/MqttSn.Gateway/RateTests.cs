using nanoFramework.TestFramework;
using SensorNet.MqttSn.Gateway;

namespace SensorNet.MqttSn.Gateway.Tests
{
    /// <summary>What a client may send a second, and how often it may move.</summary>
    [TestClass]
    public class RateTests
    {
        [TestMethod]
        public void Beyond_its_rate_QoS_0_is_lost_and_counted()
        {
            Scenario s = Limited(2, 0);
            s.Register(1);
            s.From(1, "08 0C 00 00 01 00 00 'x'");
            s.Asks("publish a/b=x q0");
            s.From(1, "08 0C 00 00 01 00 00 'y'");
            s.Quiet();
            s.Lost(LossReason.RateLimited, 1);
            s.Refused(RefusalReason.ClientRate, 1);

            // Half a second is one message at two a second.
            s.After(500);
            s.From(1, "08 0C 00 00 01 00 00 'z'");
            s.Asks("publish a/b=z q0");
            s.Quiet();
        }

        [TestMethod]
        public void Beyond_its_rate_requests_are_answered_with_congestion_ten_times_a_second()
        {
            Scenario s = Limited(1, 0);
            s.Register(1);
            for (int i = 0; i < 30; i++)
            {
                s.From(1, "08 0C 20 00 01 00 05 'x'");
            }

            for (int i = 0; i < 10; i++)
            {
                s.To(1, "07 0D 00 01 00 05 01");
            }

            s.Refused(RefusalReason.ClientRate, 30);
            s.Quiet();
            s.After(100);
            s.From(1, "09 0A 00 00 00 62 'c/d'");
            s.To(1, "07 0B 00 00 00 62 01");
            s.After(100);
            s.From(1, "08 12 20 00 05 'a/b'");
            s.To(1, "08 13 00 00 00 00 05 01");
            s.Quiet();
        }

        [TestMethod]
        public void Octets_are_limited_too_and_a_long_message_passes_at_its_rate()
        {
            Scenario s = Limited(0, 10);
            s.From(1, "09 0A 00 00 00 62 'a/b'");
            s.To(1, "07 0B 00 01 00 62 00");
            s.From(1, "0C 0C 20 00 01 00 05 'hello'");
            s.Asks("publish a/b=hello q1");
            s.From(1, "08 0C 20 00 01 00 06 'x'");
            s.To(1, "07 0D 00 01 00 06 01");
            s.After(1200);
            s.From(1, "08 0C 20 00 01 00 06 'x'");
            s.Asks("publish a/b=x q1");
            s.Quiet();
        }

        [TestMethod]
        public void Answers_and_pings_pass_at_any_rate_and_other_clients_have_their_own()
        {
            Scenario s = Limited(1, 0);
            s.Register(1);
            s.From(1, "02 16");
            s.To(1, "02 17");
            s.From(1, "04 10 00 07");
            s.To(1, "04 0E 00 07");
            s.Connect(2, "b");
            s.Register(2);
            s.Quiet();
        }

        [TestMethod]
        public void A_client_that_moves_again_and_again_is_reported_once_a_minute()
        {
            GatewaySettings settings = Scenario.Settings();
            settings.MovesPerMinuteMax = 2;
            Scenario s = new Scenario(settings);
            for (int port = 1; port <= 5; port++)
            {
                s.Connect(port, "a");
            }

            Assert.AreEqual(1L, s.Gateway.Counters.RestlessClients, string.Empty);
            Assert.AreEqual((int)'a', (int)s.Gateway.Counters.LastRestlessClientId[0], string.Empty);

            // A sleeper stays where it is then.
            s.From(5, "04 18 00 78");
            s.To(5, "02 18");
            s.From(6, "03 16 'a'");
            s.To(6, "02 18");
            s.Refused(RefusalReason.Moves, 1);
            s.From(5, "03 16 'a'");
            s.To(5, "02 17");
            s.After(60000);
            s.From(7, "03 16 'a'");
            s.To(7, "02 17");
            s.Quiet();
        }

        [TestMethod]
        public void A_client_gets_no_more_by_a_new_session()
        {
            GatewaySettings settings = Limits(1, 0);
            settings.ClientBurstSeconds = 5;
            Scenario s = new Scenario(settings);
            int passed = 0;
            for (int cycle = 0; cycle < 20; cycle++)
            {
                s.Connect(1, "a");
                for (int i = 0; i < 5; i++)
                {
                    s.From(1, "08 0C 02 'ab' 00 00 'x'");
                    passed += Passed(s);
                }

                if (cycle % 2 == 0)
                {
                    s.From(1, "02 18");
                    s.To(1, "02 18");
                }
            }

            Assert.AreEqual(5, passed, "at once");
            s.After(3000);
            s.Connect(1, "a");
            for (int i = 0; i < 5; i++)
            {
                s.From(1, "08 0C 02 'ab' 00 00 'x'");
                passed += Passed(s);
            }

            Assert.AreEqual(8, passed, "three seconds later");
            Assert.AreEqual(0, s.Gateway.Counters.RatesForgotten, "there was room");
            s.Quiet();
        }

        [TestMethod]
        public void The_rates_of_ended_sessions_are_bounded_and_those_that_are_whole_again_need_no_room()
        {
            GatewaySettings settings = Limits(1, 0);
            settings.EndedRatesMax = 2;
            Scenario s = new Scenario(settings);
            SpendAndLeave(s, 1, "a", 1);
            SpendAndLeave(s, 2, "b", 1);
            s.After(1000);
            SpendAndLeave(s, 3, "c", 1);
            SpendAndLeave(s, 4, "d", 1);
            Assert.AreEqual(0, s.Gateway.Counters.RatesForgotten, "the first two are whole again");
            SpendAndLeave(s, 5, "e", 1);
            Assert.AreEqual(1, s.Gateway.Counters.RatesForgotten, "the one of c");
            SpendAndLeave(s, 4, "d", 0);
            SpendAndLeave(s, 3, "c", 1);
            s.Quiet();
        }

        // The client connects, sends two messages, of which so many pass, and leaves.
        private static void SpendAndLeave(Scenario s, int port, string id, int passes)
        {
            s.Connect(port, id);
            int passed = 0;
            for (int i = 0; i < 2; i++)
            {
                s.From(port, "08 0C 02 'ab' 00 00 'x'");
                passed += Passed(s);
            }

            Assert.AreEqual(passes, passed, id);
            s.From(port, "02 18");
            s.To(port, "02 18");
        }

        private static int Passed(Scenario s) => s.Broker.Take() == "nothing" ? 0 : 1;

        private static Scenario Limited(int messages, int bytes)
        {
            Scenario s = new Scenario(Limits(messages, bytes));
            s.Connect(1, "a");
            return s;
        }

        private static GatewaySettings Limits(int messages, int bytes)
        {
            GatewaySettings settings = Scenario.Settings();
            settings.ClientMessagesPerSecondMax = messages;
            settings.ClientBytesPerSecondMax = bytes;
            settings.ClientBurstSeconds = 1;
            return settings;
        }
    }
}
